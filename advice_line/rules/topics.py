"""What a case is about, as closed lists: words that are counted must not be anybody's own."""

TOPICS = {
    "head": "Head and neck",
    "spine": "Spine",
    "chest": "Chest",
    "abdomen": "Abdomen and pelvis",
    "upper_limb": "Upper limb",
    "lower_limb": "Lower limb",
    "breast": "Breast",
    "vascular": "Vascular",
    "child": "Child",
    "pregnancy": "Pregnancy",
    "other": "Other",
}
MODALITIES = {
    "xr": "Plain film",
    "ct": "CT",
    "mri": "MRI",
    "us": "Ultrasound",
    "nm": "Nuclear medicine",
    "dxa": "DXA",
    "fluoroscopy": "Fluoroscopy",
    "none": "No imaging",
}


def about(topic: str | None, modality: str | None) -> str | None:
    """Such as "Spine, MRI"; None where nothing was chosen."""
    words = [TOPICS.get(topic or ""), MODALITIES.get(modality or "")]
    return ", ".join(word for word in words if word) or None

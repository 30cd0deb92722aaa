"""Telephone numbers as people read them."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

HOME_REGION = "GB"
GB = 44


def parse(text: str) -> PhoneNumber | None:
    """None where it cannot be a number; without a country it is a British one."""
    try:
        return phonenumbers.parse(text, HOME_REGION)
    except NumberParseException:
        return None


def in_groups(number: str) -> str:
    """ "01632 960101" for "+441632960101"; what is no number stays as it is."""
    read = parse(number)
    if read is None:
        return number
    british = read.country_code == GB
    shape = PhoneNumberFormat.NATIONAL if british else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(read, shape)

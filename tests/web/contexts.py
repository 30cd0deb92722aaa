"""Every template that is a page or a part of one, with its barest and its fullest context."""

from tests.web.contexts_after import AFTER_CONTEXTS
from tests.web.contexts_after_meeting import CREDIT_CONTEXTS
from tests.web.contexts_alerts import ALERT_CONTEXTS
from tests.web.contexts_appropriateness import APPROPRIATENESS_CONTEXTS
from tests.web.contexts_asking import ASKING_CONTEXTS
from tests.web.contexts_audit import AUDIT_CONTEXTS
from tests.web.contexts_audit_imaging import AUDIT_IMAGING_CONTEXTS
from tests.web.contexts_call import CALL_CONTEXTS
from tests.web.contexts_case_reviews import REVIEW_CONTEXTS
from tests.web.contexts_data_life import DATA_LIFE_CONTEXTS
from tests.web.contexts_demo import DEMO_CONTEXTS
from tests.web.contexts_desk import DESK_CONTEXTS, Contexts
from tests.web.contexts_digests import DIGEST_CONTEXTS
from tests.web.contexts_directory import DIRECTORY_CONTEXTS
from tests.web.contexts_factors import FACTORS_CONTEXTS
from tests.web.contexts_filing import FILING_CONTEXTS
from tests.web.contexts_glass import GLASS_CONTEXTS
from tests.web.contexts_guidance import GUIDANCE_CONTEXTS
from tests.web.contexts_letter import LETTER_CONTEXTS
from tests.web.contexts_liaison import LIAISON_CONTEXTS
from tests.web.contexts_library import LIBRARY_CONTEXTS
from tests.web.contexts_mails import MAIL_CONTEXTS
from tests.web.contexts_meetings import MEETING_CONTEXTS
from tests.web.contexts_office import OFFICE_CONTEXTS
from tests.web.contexts_people import PEOPLE_CONTEXTS
from tests.web.contexts_practice import PRACTICE_CONTEXTS
from tests.web.contexts_public import PUBLIC_CONTEXTS
from tests.web.contexts_record import RECORD_CONTEXTS
from tests.web.contexts_reports import REPORT_CONTEXTS
from tests.web.contexts_rota import ROTA_CONTEXTS
from tests.web.contexts_rota_files import ROTA_FILE_CONTEXTS
from tests.web.contexts_rota_forms import ROTA_FORM_CONTEXTS
from tests.web.contexts_rota_mine import ROTA_MINE_CONTEXTS
from tests.web.contexts_rota_patterns import ROTA_PATTERN_CONTEXTS
from tests.web.contexts_rota_watch import ROTA_WATCH_CONTEXTS
from tests.web.contexts_service import SERVICE_CONTEXTS
from tests.web.contexts_signin import SIGN_IN_CONTEXTS
from tests.web.contexts_systems import SYSTEMS_CONTEXTS
from tests.web.contexts_today import TODAY_CONTEXTS
from tests.web.contexts_tracers import TRACER_CONTEXTS
from tests.web.contexts_trail import TRAIL_CONTEXTS
from tests.web.contexts_waits import WAITS_CONTEXTS
from tests.web.contexts_watch import WATCH_CONTEXTS
from tests.web.contexts_written import WRITTEN_CONTEXTS

PART_NAMES = (
    "responder/call_now.html",
    "responder/draft_kept.html",
    "responder/desk_list.html",
    "responder/today_now.html",
    "requester/guidance_fits.html",
)
_ALL: Contexts = (
    PUBLIC_CONTEXTS
    | SIGN_IN_CONTEXTS
    | FACTORS_CONTEXTS
    | DESK_CONTEXTS
    | TODAY_CONTEXTS
    | RECORD_CONTEXTS
    | CALL_CONTEXTS
    | LETTER_CONTEXTS
    | ASKING_CONTEXTS
    | AFTER_CONTEXTS
    | OFFICE_CONTEXTS
    | GLASS_CONTEXTS
    | MAIL_CONTEXTS
    | LIBRARY_CONTEXTS
    | MEETING_CONTEXTS
    | CREDIT_CONTEXTS
    | DIGEST_CONTEXTS
    | APPROPRIATENESS_CONTEXTS
    | REPORT_CONTEXTS
    | AUDIT_CONTEXTS
    | REVIEW_CONTEXTS
    | ROTA_CONTEXTS
    | ROTA_FORM_CONTEXTS
    | ROTA_FILE_CONTEXTS
    | ROTA_MINE_CONTEXTS
    | ROTA_PATTERN_CONTEXTS
    | ROTA_WATCH_CONTEXTS
    | WATCH_CONTEXTS
    | WAITS_CONTEXTS
    | AUDIT_IMAGING_CONTEXTS
    | SERVICE_CONTEXTS
    | DEMO_CONTEXTS
    | WRITTEN_CONTEXTS
    | FILING_CONTEXTS
    | TRACER_CONTEXTS
    | TRAIL_CONTEXTS
    | ALERT_CONTEXTS
    | DATA_LIFE_CONTEXTS
    | SYSTEMS_CONTEXTS
    | PRACTICE_CONTEXTS
    | GUIDANCE_CONTEXTS
    | LIAISON_CONTEXTS
    | DIRECTORY_CONTEXTS
    | PEOPLE_CONTEXTS
)
PARTS: Contexts = {name: _ALL[name] for name in PART_NAMES}
PAGES: Contexts = {name: contexts for name, contexts in _ALL.items() if name not in PARTS}

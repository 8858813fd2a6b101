"""The parts people play. A role belongs to a membership, so one person can be a volunteer here and a worker there."""

from django.db import models


class Role(models.TextChoices):
    YOUNG_PERSON = "young person", "Young person"
    VOLUNTEER = "volunteer", "Volunteer"
    CARER = "carer", "Carer"
    WORKER = "worker", "Worker"
    AUTHORITY_COORDINATOR = "authority coordinator", "Authority coordinator"
    COORDINATOR = "coordinator", "Coordinator"
    MANAGER = "manager", "Manager"
    VETTING_OFFICER = "vetting officer", "Vetting officer"
    SAFEGUARDING_LEAD = "safeguarding lead", "Safeguarding lead"
    COMMISSIONER = "commissioner", "Commissioner"
    ELECTED_MEMBER = "elected member", "Elected member"
    DATA_OFFICER = "data officer", "Data officer"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


STAFF = frozenset(
    {
        Role.AUTHORITY_COORDINATOR,
        Role.COORDINATOR,
        Role.MANAGER,
        Role.VETTING_OFFICER,
        Role.SAFEGUARDING_LEAD,
        Role.DATA_OFFICER,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
        Role.COMMISSIONER,
        Role.ELECTED_MEMBER,
        Role.WORKER,
    }
)

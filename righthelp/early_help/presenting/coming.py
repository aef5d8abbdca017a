"""What came along with children who were passed on, and waits for somebody to say what becomes of it."""

from typing import TYPE_CHECKING

from righthelp.early_help.models import CameAlong

if TYPE_CHECKING:
    from righthelp.early_help.access import SeenHelp


def waiting_in(seen: "SeenHelp") -> list[CameAlong]:
    """Give what waits, of the children whose records are open; what is about all, only to who sees each of them."""
    found = CameAlong.objects.filter(help=seen.help, settled_at=None).select_related("agency", "passed_by")
    children = {child.pk: child for child in seen.plan.children}
    sees_all = len(children) == len(seen.plan.everybody)
    shown = [one for one in found if (one.child_id in children if one.child_id else sees_all)]
    for one in shown:
        one.help = seen.help
        one.child = children.get(one.child_id or 0)
    return shown

"""The kinds of seat (岗位) in an office. What each may do stands in `permissions.toml`."""

from enum import StrEnum

from mingbai.text.words import Words

__all__ = ["ROLES", "Role", "called"]


class Role(StrEnum):
    """What a seat is for."""

    MAIL_ROOM = "mail_room"
    REGISTRAR = "registrar"
    CASE_OFFICER = "case_officer"
    CO_HANDLER = "co_handler"
    DEPARTMENT_HEAD = "department_head"
    SECRECY_REVIEWER = "secrecy_reviewer"
    COUNSEL = "counsel"
    WORKING_BODY_HEAD = "working_body_head"
    LEADER = "leader"
    COMPILER = "compiler"
    SUPERVISOR = "supervisor"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


ROLES = {
    Role.MAIL_ROOM: Words("收发", "mail room"),
    Role.REGISTRAR: Words("窗口登记", "window, registrar"),
    Role.CASE_OFFICER: Words("经办人", "case officer"),
    Role.CO_HANDLER: Words("协办人", "co-handler"),
    Role.DEPARTMENT_HEAD: Words("科室负责人", "head of department"),
    Role.SECRECY_REVIEWER: Words("保密审查", "secrecy reviewer"),
    Role.COUNSEL: Words("法律顾问", "counsel"),
    Role.WORKING_BODY_HEAD: Words("政府信息公开工作机构负责人", "head of the working body"),
    Role.LEADER: Words("签发领导", "leader who signs"),
    Role.COMPILER: Words("年报编制人", "compiler of the annual report"),
    Role.SUPERVISOR: Words("上级主管部门", "supervisor of the superior body"),
    Role.SYSTEM_ADMIN: Words("系统管理员", "system administrator"),
    Role.SECURITY_ADMIN: Words("安全管理员", "security administrator"),
    Role.AUDIT_ADMIN: Words("审计管理员", "audit administrator"),
}


def called(name: str) -> Words:
    """Return the name of a seat; one that is called by what it is for has that in English too."""
    return next((words for words in ROLES.values() if words.zh == name), Words(name, name))

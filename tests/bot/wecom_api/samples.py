"""Families and classes as the platform's documents show them, and as they are read."""

from bot.wecom.answers import Child, DepartmentAdmin, SchoolDepartment, SchoolParent, SchoolStudent, StudentParent

FATHER = {
    "parent_userid": "zhangsan_parent1",
    "relation": "爸爸",
    "mobile": "18000000000",
    "is_subscribe": 1,
    "external_userid": "xxxxx",
}
MOTHER = {"parent_userid": "zhangsan_parent2", "relation": "妈妈", "mobile": "18000000001", "is_subscribe": 0}
STUDENT = {"student_userid": "zhangsan", "name": "张三", "department": [1, 2], "parents": [FATHER, MOTHER]}
READ_STUDENT = SchoolStudent(
    "zhangsan",
    "张三",
    (1, 2),
    (
        StudentParent("zhangsan_parent1", "爸爸", "18000000000", True, "xxxxx"),
        StudentParent("zhangsan_parent2", "妈妈", "18000000001", False, ""),
    ),
)
PARENT = {
    "parent_userid": "zhangsan_parent2",
    "mobile": "18000000003",
    "is_subscribe": 1,
    "external_userid": "xxxxx",
    "children": [{"student_userid": "zhangsan", "relation": "妈妈"}, {"student_userid": "lisi", "relation": "伯母"}],
}
READ_PARENT = SchoolParent(
    "zhangsan_parent2", "18000000003", True, "xxxxx", (Child("zhangsan", "妈妈"), Child("lisi", "伯母"))
)
CLASS = {
    "name": "一班",
    "parentid": 2,
    "id": 3,
    "type": 1,
    "order": 1,
    "is_graduated": 0,
    "department_admins": [
        {"userid": "zhangsan", "type": 4, "subject": "语文"},
        {"userid": "lisi", "type": 3, "subject": "数学"},
    ],
}
READ_CLASS = SchoolDepartment(
    id=3,
    name="一班",
    parent_id=2,
    type=1,
    register_year=0,
    standard_grade=0,
    order=1,
    is_graduated=False,
    admins=(DepartmentAdmin("zhangsan", 4, "语文"), DepartmentAdmin("lisi", 3, "数学")),
)
BUTTON = {"type": "click", "name": "今日课表", "key": "V1001_TODAY"}

"""The sample school's staff: who works there, as what, and for which class. Everybody is invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Teacher:
    """One row of the staff table; `grade` and `class_name` say what a class teacher or grade lead leads."""

    userid: str
    name: str
    roles: str
    grade: str = ""
    class_name: str = ""
    party: int = 2


# Parties are the platform's departments: 1 the school, 2-4 the grades' offices, 5 the school office.
TEACHERS: tuple[Teacher, ...] = (
    Teacher("WangFang", "王芳", "帮扶教师、任课教师", party=2),
    Teacher("LiuYang", "刘洋", "班主任、帮扶教师", "七年级", "1班", 2),
    Teacher("SunLi", "孙丽", "班主任、帮扶教师", "七年级", "2班", 2),
    Teacher("GuoHaiyan", "郭海燕", "班主任、帮扶教师", "七年级", "3班", 2),
    Teacher("ChenMing", "陈明", "年级组长、帮扶教师", "七年级", "", 2),
    Teacher("OuyangLan", "欧阳兰", "班主任、帮扶教师", "八年级", "1班", 3),
    Teacher("MaXiaodong", "马晓东", "班主任、帮扶教师", "八年级", "2班", 3),
    Teacher("TangJing", "唐静", "班主任、帮扶教师", "八年级", "3班", 3),
    Teacher("XuZhiyuan", "徐志远", "年级组长、帮扶教师", "八年级", "", 3),
    Teacher("Adili", "阿迪力·买买提", "任课教师、帮扶教师", party=3),
    Teacher("DengPing", "邓萍", "班主任、帮扶教师", "九年级", "1班", 4),
    Teacher("FengLei", "冯磊", "班主任、帮扶教师", "九年级", "2班", 4),
    Teacher("HanXue", "韩雪", "班主任、帮扶教师", "九年级", "3班", 4),
    Teacher("CaoYong", "曹勇", "年级组长、帮扶教师", "九年级", "", 4),
    Teacher("ZhaoJianguo", "赵建国", "帮扶教师、任课教师", party=4),
    Teacher("YeQing", "叶青", "帮扶教师、任课教师", party=3),
    Teacher("ZhouJing", "周静", "心理教师", party=5),
    Teacher("LiMin", "李敏", "德育主任、帮扶教师", party=5),
    Teacher("WuGuodong", "吴国栋", "校长", party=5),
    Teacher("HeLei", "何磊", "管理员、任课教师", party=5),
)

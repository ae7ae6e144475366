"""Standard cards of the sample: drawn by the product itself, for the commonest check points of its framework."""

from datetime import datetime

from chuangcheng.frameworks.actions import add_card
from chuangcheng.frameworks.queries import CheckPoint, StandardCard
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.sample.drawings import Part, drawing
from chuangcheng.sample.storing import stored

Card = tuple[str, str, tuple[Part, ...]]

CARDS: dict[str, tuple[Card, ...]] = {
    "有明显禁烟标识，非吸烟区无吸烟和烟蒂": (
        ("pass", "入口处有禁烟标识，地面无烟蒂", (("no_smoking", 120),)),
        ("fail", "有标识，但地面多处烟蒂", (("no_smoking", 120), ("butts", 340))),
        ("exception", "室外指定吸烟点内的烟蒂不计", (("smoking_place", 120), ("butts", 330))),
    ),
    "轮椅通道、扶手或缘石坡道可用，标识明显，未被占用": (
        ("pass", "坡道平顺，扶手完好，无占用", (("ramp", 160),)),
        ("fail", "坡道前停放车辆，轮椅不能通行", (("ramp", 160), ("car", 60))),
        ("exception", "入口与地面无高差，不要求设坡道", (("level_entry", 240),)),
    ),
    "显著位置有核心价值观等公益宣传": (
        ("pass", "显著位置有固定公益宣传，画面完好", (("board", 220),)),
        ("fail", "画面褪色破损，不计", (("faded_board", 220),)),
        ("exception", "临时横幅不计入公益宣传", (("banner", 160),)),
    ),
    "设志愿服务站点：有标识、有志愿者、能提供所列服务": (
        ("pass", "有标识，服务时段内有志愿者在岗", (("volunteer", 220), ("stand", 220))),
        ("fail", "服务时段内无人在岗", (("stand", 220),)),
    ),
    "消防设施完好有效、检查有记录，消防通道畅通": (
        ("pass", "灭火器压力正常，通道畅通", (("exit", 120), ("extinguishers", 360))),
        ("fail", "灭火器压力不足，通道堆物", (("exit", 120), ("boxes", 150), ("empty_extinguisher", 440))),
        ("exception", "抢险车辆临时停放不计", (("exit", 60), ("fire_engine", 250))),
    ),
    "地面无积存垃圾、烟蒂、污物，垃圾箱完好不满溢": (
        ("pass", "地面干净，垃圾箱完好不满溢", (("bin", 280),)),
        ("fail", "垃圾箱满溢，地面有积存垃圾", (("full_bin", 280), ("litter", 320))),
        ("exception", "正在清扫的归堆垃圾不计", (("bin", 120), ("heap", 280))),
    ),
    "机动车、非机动车、共享单车停放有序，不占绿化、不碍通行": (
        ("pass", "车辆头向一致，停在划定区内", (("bikes", 220), ("marked_area", 225))),
        ("fail", "共享单车倒伏，机动车占人行道", (("car", 330), ("fallen_bikes", 60))),
        ("exception", "划线停车位内停放不计", (("bay", 200),)),
    ),
    "公益广告设计统一、内容无差错，画面无褪色破损、无覆盖": (
        ("pass", "画面完整清晰，安装牢固", (("board", 100), ("board", 350))),
        ("fail", "画面褪色，下角破损", (("faded_board", 100), ("board", 350))),
        ("exception", "临时横幅不作公益广告计数", (("banner", 160),)),
    ),
    "无乱张贴、乱涂写、乱刻画，无散落小广告": (
        ("pass", "墙面干净", (("level_entry", 380),)),
        ("fail", "墙面张贴小广告", (("posters", 300),)),
        ("exception", "公告栏内规范张贴不计", (("notice_board", 200),)),
    ),
    "公厕保洁及时、设施完好、无明显异味": (
        ("pass", "台面、地面干净，设施完好", (("basins", 160),)),
        ("fail", "地面污渍，保洁不及时", (("basins", 160), ("dirt", 170))),
    ),
    "无占道、出店经营，流动摊贩规范疏导": (
        ("pass", "店外无货物，人行道畅通", (("shop", 210),)),
        ("fail", "货物摆出店外，占用人行道", (("shop", 210), ("goods", 210))),
        ("exception", "划线区内规范外摆不计", (("shop", 210), ("goods", 210), ("marked_area", 205))),
    ),
    "文明养宠：牵绳、清便，无流浪犬扰人": (
        ("pass", "遛犬牵绳", (("owner", 200), ("dog", 200), ("leash", 200))),
        ("fail", "遛犬不牵绳", (("owner", 300), ("dog", 120))),
    ),
    "消防通道、安全出口畅通，无占用堵塞封闭": (
        ("pass", "安全出口畅通，标识明显", (("exit", 260),)),
        ("fail", "安全出口上锁", (("exit", 260), ("chain", 260))),
        ("exception", "消防车作业临时停放不计", (("exit", 60), ("fire_engine", 250))),
    ),
    "空中缆线规整，无乱拉乱设、断线垂落": (
        ("pass", "缆线捆扎规整", ("cables",)),
        ("fail", "缆线垂落、断头未清", ("hanging_cables",)),
    ),
    "无飞线充电，充电设施规范可用": (
        ("pass", "在充电桩处集中充电", (("charging", 220),)),
        ("fail", "从窗户拉线充电", (("wires_to_bike", 180),)),
        ("exception", "集中充电桩自带线缆不计", (("charging", 140), ("marked_area", 145))),
    ),
    "盲道连续完好，未被占压": (
        ("pass", "盲道连续完好", ("tactile",)),
        ("fail", "车辆占压盲道", ("tactile", ("fallen_bikes", 220))),
        ("exception", "围挡施工且设绕行引导的不计", ("tactile", ("hoarding", 120))),
    ),
    "路灯装灯率、亮灯率达标": (
        ("pass", "路灯按时亮灯", (("lamp_on", 120), ("lamp_on", 400))),
        ("fail", "路灯不亮", (("lamp_off", 120), ("lamp_off", 400))),
    ),
    "路面硬化平整，无坑洼积水，排水畅通": (
        ("pass", "路面平整，井盖稳固", ("cover",)),
        ("fail", "路面坑洼积水", ("pothole",)),
        ("exception", "围挡施工路段不计", ("pothole", ("hoarding", 140))),
    ),
    "路面见本色、无坑洼积水，井盖稳固": (
        ("pass", "路面见本色，井盖与路面齐平", ("cover", ("bin", 520))),
        ("fail", "路面破损积水", ("pothole", ("bin", 520))),
        ("exception", "围挡施工路段不计", ("pothole", ("hoarding", 180))),
    ),
    "垃圾分类容器有标识、完好整洁": (
        ("pass", "分类标识清楚，容器完好", (("sorting", 170),)),
        ("fail", "无标识、无盖，垃圾混投", (("open_bins", 240),)),
    ),
    "无私搭乱建、乱堆乱放、乱拉乱挂": (
        ("pass", "楼前空地整洁", (("level_entry", 120), ("bin", 440))),
        ("fail", "楼前堆放杂物", (("level_entry", 120), ("boxes", 330))),
    ),
    "护栏、隔离墩和过街设施完整，无缺损移位，干净": (
        ("exception", "当日损坏且已围护的不计", (("hoarding", 160),)),
    ),
    "有厉行节约、公筷公勺、文明用餐提示": (
        ("pass", "显著位置有节约用餐提示", (("shop", 60), ("board", 380))),
        ("fail", "提示牌褪色脱落", (("shop", 60), ("faded_board", 380))),
    ),
    "公益广告处数达标": (
        ("pass", "固定公益广告逐处计数", (("board", 20), ("board", 225), ("board", 430))),
        ("exception", "横幅不计入处数", (("banner", 80),)),
    ),
}  # fmt: skip


def cards(at: datetime) -> None:
    """Every card of the table, on the first check point that says its wording."""
    points = {point.name_zh: point for point in CheckPoint.objects.filter(name_zh__in=CARDS).order_by("-pk")}
    for wording, rows in CARDS.items():
        for kind, caption, parts in rows if wording in points else ():
            name = f"card-{points[wording].code}-{kind}"
            picture = stored(SYSTEM, at, name, drawing(parts, kind, wording))
            add_card(by=SYSTEM, at=at, check_point=points[wording], kind=kind, caption=caption, picture=picture)


def has_cards() -> bool:
    """True once they are drawn."""
    return StandardCard.objects.exists()

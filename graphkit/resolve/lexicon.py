"""What words of Chinese company names mean in English: those that firms are often named with.

Trades, kinds of undertaking and places stand in `words`, and count as meanings too. This is a
short list of everyday words, none of them a company's own, written by subject and not by what any
table of companies lacked; a name that rests on a rarer word is not known to be a translation.
Chinese is simplified here. Tables only.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["JOINING", "MEANINGS"]

# Characters that only join others.
JOINING = frozenset("和与及之的")

MEANINGS: Mapping[str, tuple[str, ...]] = {
    # The state and its offices.
    "国家": ("national", "state"), "人民": ("people", "peoples"), "中央": ("central",),
    "国务院": ("state council",), "委员会": ("commission", "committee", "council"),
    "部": ("ministry", "department"), "局": ("bureau", "administration", "agency"),
    "总局": ("administration", "general administration"), "署": ("administration", "office"),
    "监督": ("supervision",), "管理": ("administration", "management"), "改革": ("reform",),
    "信息化": ("information technology", "informatization"), "商务": ("commerce",),
    "民用": ("civil",), "标准": ("standard", "standards"), "中国": ("china", "chinese"),
    "中华": ("china", "zhonghua"), "安全": ("safety", "security"), "市场": ("market", "markets"),
    "环境": ("environment", "environmental"), "卫生": ("health",), "健康": ("health",),
    # Rank and order.
    "第一": ("first",), "第二": ("second",), "第三": ("third",), "第四": ("fourth",),
    "一": ("one", "first"), "二": ("two", "second"), "三": ("three", "third"), "四": ("four",),
    "五": ("five",), "七": ("seven",), "八": ("eight",), "九": ("nine",), "十": ("ten",),
    "百": ("hundred",), "千": ("thousand",), "万": ("ten thousand",), "双": ("double", "twin"),
    "零": ("zero",), "总": ("general",), "通用": ("general", "universal"),
    "联合": ("united", "union", "joint", "allied"), "统一": ("united",),
    "联": ("united", "union"), "共同": ("joint", "common"), "先进": ("advanced",),
    "精密": ("precision",), "现代": ("modern",), "古": ("ancient",), "新": ("new",),
    "老": ("old",), "大": ("great", "big", "grand"), "小": ("little", "small"), "高": ("high",),
    "长": ("long",), "中": ("middle", "central"), "快": ("fast", "quick"), "超": ("super",),
    # Directions and parts of the world.
    "东方": ("east", "eastern", "orient", "oriental"), "西方": ("west", "western"),
    "南方": ("south", "southern"), "北方": ("north", "northern"), "东": ("east", "eastern"),
    "西": ("west", "western"), "南": ("south", "southern"), "北": ("north", "northern"),
    "西部": ("western", "west"), "东部": ("eastern", "east"), "远东": ("far east", "far eastern"),
    "华北": ("north china",), "华东": ("east china",), "华南": ("south china",),
    "亚洲": ("asia", "asian"), "太平洋": ("pacific",), "亚太": ("asia pacific",),
    "欧洲": ("europe", "european"), "美国": ("american", "america", "us"),
    "英国": ("british",), "德国": ("german",), "法国": ("french",), "日本": ("japan", "nippon"),
    "世界": ("world",), "环球": ("global", "universal", "world"), "全球": ("global",),
    # Sky, land and water.
    "天": ("sky", "heaven"), "天空": ("sky",), "太阳": ("sun", "solar"), "阳光": ("sunshine",),
    "日": ("sun", "day"), "月": ("moon",), "月亮": ("moon",), "星": ("star",),
    "星星": ("star",), "星辰": ("star",), "光": ("light",), "光明": ("bright",), "云": ("cloud",),
    "风": ("wind",), "雨": ("rain",), "雪": ("snow",), "火": ("fire",), "水": ("water",),
    "土": ("earth",), "地": ("earth", "land"), "地球": ("earth", "globe"), "大地": ("land",),
    "山": ("mountain", "hill"), "海": ("sea", "ocean"), "海洋": ("ocean", "marine"),
    "江": ("river",), "河": ("river",), "湖": ("lake",), "岛": ("island",), "石": ("stone", "rock"),
    "岩": ("rock",), "沙": ("sand",), "极": ("pole", "polar"), "北极": ("arctic",),
    "长江": ("yangtze", "yangtse"), "黄河": ("yellow river",), "珠江": ("pearl river",),
    "长城": ("great wall",), "城": ("city", "wall", "castle"), "城市": ("city", "urban"),
    "桥": ("bridge",), "路": ("road",), "港": ("port", "harbour", "harbor"), "门": ("gate",),
    "村": ("village",), "田": ("field",), "园": ("garden", "park"), "花园": ("garden",),
    "家": ("home", "house"), "宫": ("palace",), "塔": ("tower",), "空间": ("space",),
    # Metals, jewels and colours.
    "金": ("gold", "golden"), "银": ("silver",), "铜": ("copper",), "铁": ("iron",),
    "钢": ("steel",), "玉": ("jade",), "珍珠": ("pearl",), "钻石": ("diamond",),
    "红": ("red",), "白": ("white",), "黑": ("black",), "蓝": ("blue",), "绿": ("green",),
    "黄": ("yellow",), "紫": ("purple",), "青": ("green",), "彩虹": ("rainbow",),
    "黄金": ("gold",), "红旗": ("red flag",), "旗": ("flag", "banner"),
    # Beasts and plants.
    "龙": ("dragon",), "虎": ("tiger",), "马": ("horse",), "飞马": ("pegasus",), "牛": ("ox",),
    "狮": ("lion",), "狮子": ("lion",), "鹰": ("eagle",), "鹏": ("roc",), "凤凰": ("phoenix",),
    "熊": ("bear",), "狼": ("wolf",), "象": ("elephant",), "鱼": ("fish",), "鸟": ("bird",),
    "燕": ("swallow",), "鹤": ("crane",), "鸽": ("pigeon", "dove"), "蜂": ("bee",),
    "蝴蝶": ("butterfly",), "熊猫": ("panda",), "花": ("flower",), "木": ("wood",),
    "树": ("tree",), "森林": ("forest",), "竹": ("bamboo",), "莲": ("lotus",), "果": ("fruit",),
    "苹果": ("apple",), "葡萄": ("grape",),
    # What firms wish for.
    "理想": ("ideal",), "未来": ("future",), "希望": ("hope",), "梦": ("dream",),
    "梦想": ("dream",), "胜利": ("victory",), "和平": ("peace",), "和谐": ("harmony",),
    "友谊": ("friendship",), "幸福": ("happiness",), "自由": ("freedom", "liberty", "free"),
    "创新": ("innovation", "innovative"), "智慧": ("wisdom", "smart"),
    "智能": ("intelligent", "smart"),
    "智": ("intelligent", "smart", "wise"), "安": ("peace", "safe"), "福": ("fortune", "luck"),
    "荣誉": ("honor", "honour"), "荣耀": ("honor", "honour", "glory"), "光荣": ("glory",),
    "英雄": ("hero",), "先锋": ("pioneer",), "领先": ("leading", "lead"), "开拓": ("pioneer",),
    "飞": ("flying", "fly"), "飞跃": ("leap",), "跃": ("leap",), "跑": ("run", "running"),
    "远": ("far",), "美": ("beauty",), "爱": ("love",), "真": ("true",), "好": ("good",),
    "生命": ("life",), "人": ("man", "human"), "女": ("woman",), "王": ("king",),
    "皇": ("royal", "imperial"), "皇家": ("royal",), "大众": ("public", "peoples"),
    "国民": ("national", "citizen"), "家庭": ("family", "home"), "青年": ("youth",),
    "春": ("spring",), "秋": ("autumn",), "朝阳": ("sunrise", "rising sun"), "黎明": ("dawn",),
    # What firms make and do, beside the trades of `words`.
    "数字": ("digital",), "数码": ("digital",), "计算": ("computing",),
    "光学": ("optical", "optics"),
    "核": ("nuclear",), "气": ("gas",), "石油": ("petroleum", "oil"), "天然气": ("natural gas",),
    "煤炭": ("coal",), "船舶": ("ship", "shipbuilding"), "造船": ("shipbuilding",),
    "存储": ("memory", "storage"), "卫星": ("satellite",), "导航": ("navigation",),
    "火箭": ("rocket",), "飞行": ("flight",), "空中": ("air",), "客运": ("passenger",),
    "航空公司": ("airlines", "airways"), "电视": ("television", "tv"), "广播": ("broadcasting",),
    "电信": ("telecom", "telecommunications"), "电话": ("telephone",),
    "电网": ("grid",), "商业": ("commercial",), "商": ("merchants",),
    "工商": ("industrial and commercial",), "招商": ("merchants",),
    "交通": ("communications", "transport"),
    "邮政": ("post", "postal"), "储蓄": ("savings",), "平安": ("peace",), "资源": ("resources",),
    "资本": ("capital",), "科学": ("science", "sciences", "scientific"),
    "生命科学": ("life sciences",),
    "基因": ("gene", "genetics", "genomics"), "疫苗": ("vaccine", "vaccines"),
    "中药": ("chinese medicine",),
    "血液": ("blood",), "细胞": ("cell",), "茶": ("tea",), "酒": ("wine", "liquor"),
    "咖啡": ("coffee",), "牛奶": ("milk",), "乳业": ("dairy",), "糖": ("sugar",), "盐": ("salt",),
}  # fmt: skip

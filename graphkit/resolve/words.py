"""The words that company names share, in English and Chinese: legal forms, trades and places.

They say what kind of company it is and where it sits; what is left when they are taken off is the
name proper. Chinese is simplified here. Tables only.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = [
    "COMMON",
    "HAN_FORMS",
    "LANDS",
    "LATIN_FORMS",
    "LEADING_FORMS",
    "PLACES",
    "PLACES_IN_ENGLISH",
    "SETS_APART",
]

# Legal forms, each under the family it belongs to. A trailing word or words of a name, without
# points; the families of one country exclude each other.
LATIN_FORMS: Mapping[str, tuple[str, ...]] = {
    "private": (
        "ltd", "limited", "pvt ltd", "private limited", "pte ltd", "pty ltd", "pvt limited",
        "pte limited", "pty limited", "pte", "pty", "pvt", "co ltd", "company limited", "corp ltd",
        "corporation ltd",
        "corporation limited", "co limited",
    ),
    "public": ("plc", "public limited company", "joint stock company", "jsc", "pjsc", "ojsc",
               "pao", "oao", "bhd", "tbk", "pcl", "ao"),
    "corporation": ("inc", "incorporated", "corp", "corporation"),
    "llc": ("llc", "l l c", "limited liability company", "ooo", "llp", "lllp", "lp",
            "limited partnership", "scs", "scsp", "slp"),
    "company": ("co", "company", "cie", "compagnie"),
    "ag": ("ag", "aktiengesellschaft", "se", "kgaa", "ag & co kgaa", "ab", "aktiebolag", "asa",
           "oyj", "sa", "spa", "nv", "a s", "as", "s a", "n v", "s p a", "kk", "k k",
           "kabushiki kaisha",
           "sab de cv", "sa de cv", "s a de c v", "a/s"),
    "gmbh": ("gmbh", "mbh", "gmbh & co kg", "gmbh co kg", "kg", "ag & co kg", "ohg", "bv", "b v",
             "sca", "srl", "s r l", "sarl", "s a r l", "sas", "s a s", "aps", "oy", "sp z o o",
             "spzoo", "spolka z ograniczona odpowiedzialnoscia",
             "s r o", "sro", "d o o", "doo", "kft", "lda", "ltda", "sl", "s l", "slu", "eood",
             "gk", "godo kaisha", "sdn bhd", "yk"),
}  # fmt: skip

HAN_FORMS: Mapping[str, tuple[str, ...]] = {
    "public": ("股份有限公司", "股份公司"),
    "private": ("有限责任公司", "有限公司", "责任有限公司"),
    "company": ("公司", "株式会社", "总公司", "厂"),
}

# Words that many names have and that are often left out: the trade, and the kind of undertaking.
COMMON: Mapping[str, tuple[str, ...]] = {
    "auto": ("auto", "autos", "automobile", "automobiles", "automotive", "motor", "motors", "car",
             "cars", "motor car", "汽车", "轿车", "汽车工业", "automobile industry",
             "automotive industry", "automobil", "automobili", "自动车"),
    "technology": ("technology", "technologies", "tech", "科技", "技术", "智能科技",
                   "intelligent technology"),
    "industry": ("industry", "industries", "industrial", "工业", "实业", "产业"),
    "making": ("manufacturing", "manufacture", "manufacturer", "manufacturers", "mfg", "制造",
               "生产", "智造", "制作所", "制造所"),
    "electric": ("electric", "electrical", "电动", "电气", "电器", "电机"),
    "electronics": ("electronic", "electronics", "电子"),
    "vehicle": ("vehicle", "vehicles", "车辆", "车"),
    "medicine": ("pharmaceutical", "pharmaceuticals", "pharma", "drug", "drugs", "medicine",
                 "medical", "制药", "医药", "药业", "医疗", "laboratories", "labs"),
    "biology": ("biotech", "biotechnology", "biological", "biologics", "bioscience",
                "biosciences", "therapeutics", "bio technology", "bio tech", "bio pharma",
                "biopharma", "biopharmaceutical", "biopharmaceuticals", "bio pharmaceutical",
                "生物", "生物技术", "生物科技"),
    "chips": ("semiconductor", "semiconductors", "microelectronics", "半导体", "微电子"),
    "pay": ("payment", "payments", "pay", "支付"),
    "information": ("information", "信息", "information technology", "信息技术", "data", "数据"),
    "network": ("network", "networks", "networking", "网络", "online", "internet"),
    "telecom": ("telecom", "telecommunications", "communication", "communications", "mobile",
                "wireless", "通信", "通讯", "移动"),
    "drink": ("beverage", "beverages", "brewery", "breweries", "brewing", "beer", "饮料", "啤酒",
              "酒业"),
    "aircraft": ("aircraft", "aviation", "aerospace", "aeronautics", "飞机", "航空", "航天",
                 "flugzeug", "flugzeuge", "flugzeugbau", "aeronautica", "aeronautique"),
    "rail": ("rail", "railway", "rolling stock", "locomotive", "机车", "轨道交通", "铁路"),
    "development": ("development", "developments", "发展", "开发"),
    "software": ("software", "软件", "systems", "solutions"),
    "brands": ("brand", "brands", "品牌"),
    "enterprise": ("enterprise", "enterprises", "企业"),
    "works": ("works", "factory", "plant", "厂", "工厂", "werke", "werk", "fabrik", "fabrica"),
    "heavy": ("heavy industry", "heavy industries", "重工", "重工业"),
    "machinery": ("machinery", "machine", "machines", "机械", "机器", "maschinen",
                  "maschinenfabrik", "maschinenbau"),
    "equipment": ("equipment", "设备", "装备"),
    "instruments": ("instrument", "instruments", "仪器", "仪表"),
    "computers": ("computer", "computers", "computing", "计算机", "电脑"),
    "materials": ("material", "materials", "材料", "新材料"),
    "optics": ("optics", "optical", "optoelectronics", "光电", "光学"),
    "circuits": ("integrated circuit", "integrated circuits", "ic", "集成电路"),
    "precision": ("precision", "精密"),
    "ships": ("shipbuilding", "shipyard", "shipyards", "船舶", "造船"),
}  # fmt: skip

# Words that set one company of a family apart from another of the same name.
SETS_APART: Mapping[str, tuple[str, ...]] = {
    "group": ("group", "集团", "gruppe", "groupe", "grupo"),
    "holding": ("holding", "holdings", "控股", "parent"),
    "international": ("international", "global", "国际", "全球", "worldwide", "overseas"),
    "sales": ("sales", "distribution", "distributor", "distributors", "dealership", "销售",
              "经销", "retail", "marketing", "service", "services", "服务", "营销"),
    "finance": ("finance", "financial", "capital", "credit", "leasing", "lease", "funding",
                "金融", "财务", "租赁", "融资租赁", "fund", "funds", "基金", "securities", "证券",
                "trust", "信托", "pension"),
    "bank": ("bank", "banking", "银行", "banco", "banca", "banque"),
    "insurance": ("insurance", "assurance", "保险"),
    "investment": ("investment", "investments", "invest", "投资", "ventures", "venture", "equity",
                   "投资管理", "partners"),
    "trade": ("trading", "trade", "import", "export", "import & export", "进出口", "贸易"),
    "transport": ("transport", "transportation", "logistics", "shipping", "freight", "cargo",
                  "运输", "物流"),
    "energy": ("energy", "power", "solar", "wind", "能源", "太阳能", "电力", "renewables",
               "electricity"),
    "new energy": ("new energy", "新能源", "新能源汽车", "new energy vehicle",
                   "new energy vehicles", "new energy automobile", "ev", "nev", "electric vehicle",
                   "electric vehicles", "电动汽车"),
    "farm": ("farm", "farms", "agriculture", "agro", "农业"),
    "property": ("property", "properties", "real estate", "estate", "estates", "land",
                 "construction", "builders", "building", "地产", "置业", "建设", "建筑"),
    "components": ("parts", "components", "component", "零部件", "配件", "powertrain", "battery",
                   "batteries", "电池", "动力", "动力总成", "engine", "engines", "发动机", "轮胎",
                   "tyre", "tyres", "tire", "tires"),
    "commercial": ("commercial vehicle", "commercial vehicles", "商用车", "truck", "trucks",
                   "卡车", "重卡", "bus", "buses", "coach", "客车", "轻型车", "light vehicle"),
    "passenger": ("passenger vehicle", "passenger vehicles", "passenger car", "passenger cars",
                  "乘用车"),
    "off-road": ("off road", "offroad", "orv", "off road vehicle", "越野车", "越野"),
    "research": ("research", "institute", "研究院", "研究所", "laboratory", "design", "设计",
                 "engineering", "工程"),
    "university": ("university", "college", "school", "大学", "academy", "hospital", "医院",
                   "foundation", "基金会", "club", "hotel", "hotels", "酒店", "restaurant"),
    "metals": ("steel", "metal", "metals", "mining", "minerals", "iron", "copper", "钢铁", "矿业",
               "chemical", "chemicals", "化工", "textile", "textiles", "纺织", "paper", "plastic",
               "plastics", "packaging"),
    "food": ("food", "foods", "食品", "restaurants", "catering", "餐饮"),
    "media": ("media", "entertainment", "music", "film", "films", "传媒", "文化", "影业", "games"),
    "culture": ("association", "federation", "协会", "council", "committee", "工会"),
}  # fmt: skip

# Provinces and cities of China in front of, or in brackets in, a registered name.
PLACES: tuple[str, ...] = tuple(
    """
    北京 上海 天津 重庆 河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建
    江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃
    青海 宁夏 新疆 香港 澳门 台湾 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口
    承德 沧州 廊坊 衡水 太原 大同 长治 晋城 运城 临汾 呼和浩特 包头 鄂尔多斯
    沈阳 大连 鞍山 抚顺 丹东 锦州 营口 盘锦 铁岭 长春 四平 通化 哈尔滨
    齐齐哈尔 大庆 牡丹江 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州
    镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水
    合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州
    宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江
    新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊
    济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳
    新乡 焦作 许昌 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州
    荆门 孝感 荆州 黄冈 咸宁 随州 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界
    益阳 郴州 永州 怀化 娄底 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名
    肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 南宁 柳州 桂林
    北海 海口 三亚 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充
    宜宾 达州 眉山 贵阳 遵义 昆明 曲靖 玉溪 大理 拉萨 西安 宝鸡 咸阳 渭南
    延安 汉中 榆林 兰州 天水 西宁 银川 乌鲁木齐 台北 常熟 昆山 张家港 江阴
    义乌 慈溪 余姚 诸暨 横琴 浦东 前海 滨海 雄安
    """.split()  # noqa: SIM905 - three hundred quotes would hide the names
)
# Where the English name is not the pinyin.
PLACES_IN_ENGLISH: Mapping[str, str] = {
    "陕西": "shaanxi", "内蒙古": "inner mongolia", "西藏": "tibet", "香港": "hong kong",
    "澳门": "macau", "台湾": "taiwan", "哈尔滨": "harbin", "呼和浩特": "hohhot",
    "乌鲁木齐": "urumqi",
    "台北": "taipei", "拉萨": "lhasa", "厦门": "xiamen", "重庆": "chongqing", "亳州": "bozhou",
    "六安": "luan", "鄂尔多斯": "ordos",
}  # fmt: skip

# Countries and parts of the world in names, by ISO 3166-1 code where there is one.
LANDS: Mapping[str, tuple[str, ...]] = {
    "IN": ("india", "bharat"), "JP": ("japan",), "KR": ("korea",), "SG": ("singapore",),
    "US": ("usa", "us", "america", "united states", "north america"),
    "GB": ("uk", "united kingdom", "great britain"), "DE": ("germany", "deutschland"),
    "FR": ("france",), "IT": ("italy", "italia"), "ES": ("spain", "espana", "iberica"),
    "NL": ("netherlands", "nederland", "holland"), "BE": ("belgium", "belgique"),
    "CH": ("switzerland", "schweiz", "suisse"), "AT": ("austria", "osterreich"),
    "SE": ("sweden", "sverige"), "DK": ("denmark", "danmark"), "NO": ("norway", "norge"),
    "FI": ("finland",), "PL": ("poland", "polska"), "CZ": ("czech",), "HU": ("hungary",),
    "RU": ("russia", "rus"), "TR": ("turkey", "turkiye"), "BR": ("brazil", "brasil"),
    "MX": ("mexico",), "CA": ("canada",), "AU": ("australia",), "NZ": ("new zealand",),
    "ZA": ("south africa",), "EG": ("egypt",), "MY": ("malaysia",), "TH": ("thailand",),
    "ID": ("indonesia",), "VN": ("vietnam",), "PH": ("philippines",), "TW": ("taiwan",),
    "HK": ("hong kong", "hk"), "AE": ("uae",), "IL": ("israel",),
    "europe": ("europe", "european"), "asia": ("asia", "asia pacific"),
}  # fmt: skip

# Legal forms that stand before a name, and the families that they belong to.
LEADING_FORMS: Mapping[str, str] = {
    "kabushiki kaisha": "ag", "pt": "public", "ooo": "llc", "oao": "public", "pao": "public",
    "zao": "public", "pjsc": "public", "ab": "ag",
}  # fmt: skip

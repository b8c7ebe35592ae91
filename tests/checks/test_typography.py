"""Faults of Chinese text: what is one, what is none, and what mending it comes to."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.checks.texts.brackets import unpaired
from sitegen.checks.texts.spaces import odd_spaces
from sitegen.checks.texts.typography import (
    corrected,
    doubled_punctuation,
    doubled_words,
    half_width_punctuation,
    unfinished_end,
)

FINDERS = (doubled_punctuation, unfinished_end, half_width_punctuation, doubled_words, odd_spaces)

RIGHT = """\
根据《中共中央 国务院关于全面实施预算绩效管理的意见》（中发〔2018〕34号）精神，我局开展了部门整体支出绩效自评。
按照《项目支出绩效评价管理办法》（财预〔2020〕10号）和《预算法》第十四条的要求，批复后20日内向社会公开。
2020年度收入合计1,056.50万元，其中：一般公共预算财政拨款912.53万元，占86.37%；其他收入143.97万元，占13.63%。
支出合计1075.3万元，比上年增加18.8万元，增长1.78%，主要原因是“十三五”规划收官、项目集中验收。
“三公”经费支出11.32万元，其中公务接待费5.75万元、公务用车运行维护费5.57万元，因公出国（境）费0万元。
全年共接待国内公务来访团组23批次、186人次（不含陪同人员），人均费用≤150元。
师生比为1:12.5，设备完好率达到98%以上，满意度得分9.29分（满分10分）。
活动于2020年11月13—14日上午9:30在市会展中心举行，直播时间为14:00-16:30。
项目资金由中央、省、市按5:3:2的比例分担，中央:省:市=5:3:2。
详见县人民政府网站（https://www.example.gov.cn/zwgk/czyjs/index.html?id=12&y=2020），公开期限不少于5年。
政策咨询请登录www.example.gov.cn/help，或发送邮件至jixiao@example.gov.cn，电话：0730-8634551。
新冠肺炎（COVID-19）疫情发生后，第一时间启动Ⅰ级响应，共检测核酸样本25 300份。
引进“互联网+政务服务”平台1套，采购SM2/SM3国密模块12个，系统通过GB/T 22239-2019三级测评。
预算执行率=全年执行数÷全年预算数×100%，即914.97÷985.19×100%=92.87%。
得分=分值×min(执行率,1)；执行率低于60%的，该项不得分。
结转结余变动率=(本年度累计结转结余资金总额-上年度累计结转结余资金总额)÷上年度总额×100%。
评价结果分为优（90分以上）、良[80,90)、中[60,80)、差（60分以下）四个等次。
目的的明确性、合同标的的金额、资金投向的的确确经过论证，均已核实。
为了了解群众需求，工作组先后走访了326户，逐户登记造册。
以提高公民科学素质为目的的活动共举办52场，参与与合作的单位达到31家。
我局行为为群众认可，作为为民服务的窗口，作风明显好转。
年末在职人员27人，其中在在编人员26人中选拔业务骨干4人，现在在岗人员全部持证。
关键是是否到位，凡是是贫困户的全部纳入，但是是分批实施的。
加强统计数据以及及时报送工作，普及及提升同步推进，涉及及时率、合格率等指标。
人人参与、年年有进步，矛盾渐渐减少，群众往往主动反映，问题常常当天解决，等等。
大家商量商量、研究研究、讨论讨论，一个一个解决，一件一件落实。
和和美美、高高兴兴、实实在在、方方面面、许许多多、清清楚楚，都是群众的评价。
任务完成完成率达到100%，该项目项目法人为县水利局，任务完成情况情况说明见附件。
一是加强组织领导，成立专班；二是健全制度，压实责任；三是强化督导，跟踪问效。
（一）职能职责。（二）机构设置。（三）人员情况：编制27人，实有26人。
1.完成培训12期；2.发放资料3万份；3.组织宣讲5场。
1）项目立项情况；2）资金到位情况；3）组织实施情况。
主要包括：a)设备购置；b)软件开发；c)运行维护。
1、 利用“科普岳阳”信息化平台，发布应急科普信息300余条。
第一条 为了规范预算绩效管理，提高财政资金使用效益，根据有关法律，制定本办法。
第三章 附则，本办法自印发之日起施行。
财政部 国家税务总局联合印发通知，明确有关事项。
“不忘初心 牢记使命”主题教育深入开展，党员干部受教育面达100%。
他说：“你们做得好！”大家都笑了。“这样的培训，还有吗？”有人问。
什么是绩效？为什么要评价？怎么评？——这三个问题，《绩效评价百问》都有回答……
太好了！！！真的吗？！这样的反馈收到120条。
会议强调：“要坚持‘花钱必问效、无效必问责’，把钱用在刀刃上。”
图书馆藏书：《红楼梦》《三国演义》《〈资本论〉导读》等12.6万册。
【问题】资金拨付偏慢。【整改】按月调度，12月底前全部支付到位。
阿依古丽.买买提、约翰.史密斯等6名专家参加评审，人均评审费800元。
联系人：张三　联系电话：8634551
单位负责人（签字）：        填报人：张 三        2021年  月  日
项目负责人：李 明、王 芳，财务负责人：欧阳 修。
姓　名
合　计
优（ ）　良（√）　中（ ）　差（ ）
　　本年度预算绩效管理工作取得新进展，各项指标均达到预期。
发放(缴纳)覆盖率
足额保障率(参保率)≥98%
指标1:提高岳阳市公民的科学文化素质
附件1.自评表.xlsx、附件2.佐证材料.zip已一并报送。
使用Windows 10、Office 2019和WPS Office等软件，版本号V2.0.1，端口8080。
与Xi’an Jiaotong University合作，发表论文“A Survey, with Examples: What’s New?”等3篇。
水质达到Ⅲ类，CODcr≤20mg/L，pH值6~9，PM2.5平均浓度35μg/m³，下降5%～8%。
用电量3.5万kW·h，行驶里程1.2万km，绿化面积0.8hm²，气温-3℃~28℃。
全年支出 {{ 支出.支出合计[1、科协机关] }}，完成预算的 {{ 支出.执行率 }}。
如IF(执行率>=0.9,满分,按比例扣分)所示，公式由系统自动计算。
截至2020年12月31日，本部门固定资产1290.19万元，其中房屋15处（面积8,650.5平方米）、车辆3辆。
全市1352所中小学校免费发放《新冠肺炎疫情防控校园科普知识》2万余本，受众约100万人次，群众满意率≥98%。
2020年度年度考核为优秀等次，部门部门预算、在职人员人员经费、项目资金资金到位率均已核对。
不存在“超预算、无预算”支出的情况（详见第5页表3、表4）。
一、总体情况
（1）数量指标：培训≥12期；（2）质量指标：合格率≥95%；（3）时效指标：12月底前。
按“县级统筹+乡镇实施+村级管护”的模式（简称“三级模式”），建成示范点3处。
注：本表“—”表示无此项，“0.00”表示金额小于0.005万元。
一是完善制度。出台《XX县预算绩效管理办法（试行）》《部门预算绩效目标管理规程》等制度7项；二是压实责任。
2021年初预算数为1,234,567.89元，调整预算数为1 300 000元，执行数为1.2百万元。
根据财办预〔2021〕5号、湘财绩〔2020〕7号、岳财发[2020]12号文件要求，成立了以局长为组长的工作领导小组。
（二）“三公”经费增减变动原因：1.公务接待费减少0.85万元，下降12.9%；2.公务用车运行维护费增加0.3万元。
项目完工率=（已完工项目数/计划完工项目数）×100%。
得分=(实际值/目标值)×权重；偏差度=|实际值-目标值|÷目标值。
预算调整率=(预算调整数/预算数)*100%，其中预算调整数包括追加、追减。
评分标准：差异率≤0，得2分；0<差异率≤10%，得1分；差异率>10%，不得分。
人员经费控制率(%)=(本年度人员经费实际支出/预算安排数)×100%，满分5分。
时间：2020年5月1日—12月31日；地点：县委党校（三楼多功能厅）；参加人数：≥200人。
我县位于东经112°18′31″、北纬28°25′33″之间。
发放55”液晶电视10台、27″显示器20台。
采购A4纸120箱（500张/包×8包/箱）、硒鼓(HP CF388A)15支。
本项目由甲方（某县卫健局）与乙方（某某公司）签订合同，合同编号：HT-2020-018(补)。
开展“扫黄打非·固边2020”“护苗2020”专项行动3次，查缴非法出版物1200余册（盘、张）。
《关于印发〈湖南省省级财政专项资金管理办法〉的通知》（湘政办发〔2019〕62号）
习近平总书记指出：“绿水青山就是金山银山。”
什么人、做什么事、花多少钱、达到什么效果？——都要说清楚。
目标1：完成高标准农田建设2.3万亩。 目标2：农民人均增收500元。 目标3：群众满意度90%以上。
目标1:完成道路硬化12公里；目标2:安装路灯320盏；
任务一：贯彻落实党的二十大精神；任务二：抓好安全生产；
指标值：≥95%
1.2.3 二级项目
3.1 绩效目标完成情况
部门职责
张三（组长）、李四（副组长）、王五
县财政局 2021年4月15日
岳阳市科学技术协会 （盖章）
填表人：李四 联系电话：0730-1234567 填表日期：2021年3月
单位：万元 小数点后保留两位
年初预算  全年预算  全年执行
总分 100分，自评得分 98.5分，等级为“优”。
服务对象满意度 ≥90%，实际完成 95.6%。
推广使用“湘易办”超级服务端，注册用户 35 万人。
开展 5G+智慧医疗试点，接入 AI 辅助诊断平台 1 个。
截止2020年底，累计投入1,075.3万元；其中，中央资金500万元，省级资金300万元，市县配套275.3万元。
按照“谁主管、谁负责”“谁使用、谁负责”的原则，落实管理责任。
第三方机构（XX会计师事务所（特殊普通合伙））出具了评价报告。
（三）绩效目标设定不够细化、量化，个别指标可衡量性不强。
我们大大提高了办事效率，好好学习、天天向上的氛围浓厚，点点滴滴见真情。
明明白白花钱，认认真真办事，稳稳当当推进，扎扎实实做好各项工作。
试试看、看看效果、听听意见、走走村、访访户，真正了解了实情。
目前在在职职工中开展技能培训。
存在在建工程未及时转固的问题。
资金使用符合和谐社会建设要求，总和和平均值均已核对。
与国外Smith, John等专家合作，论文发表于Nature, Vol. 12, No. 3。
系统支持Word、Excel、PPT等格式(.docx、.xlsx、.pptx)。
IP地址为192.168.1.1:8080，MAC地址为00:1A:2B:3C:4D:5E。
执行“收支两条线”，票款分离；收费标准按湘发改价费〔2019〕395号执行。
采用“PPP”模式（BOT、TOT、ROT等），合作期20年（含建设期2年）。
比上年增加（减少以“-”号填列）-18.8万元。
全县23个乡镇（街道）、412个村（社区）实现“一村一辅警”全覆盖，刑事案件同比下降 21.3%。
坚持问题导向、目标导向、结果导向相统一，“放管服”改革不断深化——“最多跑一次”事项达98%。
（四）其他重要事项的情况说明
3.机关运行经费支出58.97万元。
①数量指标：5个；②质量指标：3个；③时效指标：2个。
⑴加强领导；⑵健全机制；⑶强化监督。
Ⅰ.基本情况；Ⅱ.主要做法；Ⅲ.存在问题。
A．优秀 B．良好 C．合格 D．不合格
是□ 否□
是否存在违规问题：是（ ） 否（√ ）
注：1.本表由单位填写；2.金额单位为万元，保留两位小数。
“十四五”时期，全市GDP（地区生产总值）年均增长6.5%。
同志们：
岳阳市科协2020年度工作总结（一）——（五）已归档
全年PM10、PM2.5、O3（臭氧）日最大8小时平均浓度分别为56、35、142μg/m3。
贫困发生率由12.8％降至0.36％，降幅12.44个百分点。
""".splitlines()
"""Sentences and labels as they should be, or as everyone writes them."""


@pytest.mark.parametrize("text", RIGHT)
@pytest.mark.parametrize("find", FINDERS, ids=lambda find: find.__name__)
def test_right_texts_pass(find, text):
    assert find(text) == ()


@pytest.mark.parametrize("text", RIGHT)
def test_brackets_and_quotes_of_right_texts_are_paired(text):
    assert list(unpaired([text])) == []


def test_there_are_enough_right_texts():
    assert len(set(RIGHT)) == len(RIGHT) >= 60


def mended(find, text: str) -> str:
    return corrected(text, find(text))


# Doubled punctuation


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("县域试点项目成功落地临湘市，。围绕巩固成果", "县域试点项目成功落地临湘市。围绕巩固成果"),
        ("完成培训12期。。", "完成培训12期。"),
        ("培训、宣讲、、走访", "培训、宣讲、走访"),
        ("加强领导；；健全机制", "加强领导；健全机制"),
        ("共52场，，参加3万人次", "共52场，参加3万人次"),
        ("其中：：办公费3万元", "其中：办公费3万元"),
        ("全部完成， 。", "全部完成。"),
        ("各项工作圆满完成；。", "各项工作圆满完成。"),
        ("为什么、？", "为什么？"),
        ("好得很，！", "好得很！"),
    ],
)
def test_of_two_marks_one_is_left(text, becomes):
    assert mended(doubled_punctuation, text) == becomes


@pytest.mark.parametrize(
    "text", ["已完成。，下一步", "培训、，走访", "完成，；加强", "其中：，办公费", "待续。。。", "是吗？。"]
)
def test_marks_that_may_both_be_meant_are_left_to_people(text):
    (fault,) = doubled_punctuation(text)
    assert fault.replacement is None


# Unfinished paragraphs


@pytest.mark.parametrize("mark", "，、,（(“《")
def test_a_text_that_breaks_off(mark):
    text = f"项目成功落地，获支持资金200万元{mark}"
    assert unfinished_end(text) == ((len(text) - 1, len(text), None),)
    assert len(unfinished_end(text + " \n")) == 1


def test_a_line_within_a_text_may_end_in_a_comma():
    assert unfinished_end("项目成功落地，\n获支持资金200万元。") == ()


# Half-width punctuation


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("推动岳阳经济的发展.", "推动岳阳经济的发展。"),
        ("执行率*分值,最高不超上限", "执行率*分值，最高不超上限"),
        ("加强领导;健全机制;", "加强领导；健全机制；"),
        ("其中: 办公费3万元", "其中：办公费3万元"),
        ("时间:2020年5月", "时间：2020年5月"),
        ("提高5个百分点,达到60%以上", "提高5个百分点，达到60%以上"),
        ("达到60%,同比提高", "达到60%，同比提高"),
        ("应对COVID-19,全员上岗", "应对COVID-19，全员上岗"),
        ("落实《纲要》,组织宣讲", "落实《纲要》，组织宣讲"),
        ("是否达标?是", "是否达标？是"),
        ("真是太好了!!", "真是太好了！！"),
        ("全面完成任务.二是加强宣传", "全面完成任务。二是加强宣传"),
        ("全面完成任务. 二是加强宣传", "全面完成任务。二是加强宣传"),
        ("全面完成任务.2.加强宣传", "全面完成任务。2.加强宣传"),
        ("全面完成任务.2020年起", "全面完成任务。2020年起"),
        ("落实《纲要》.", "落实《纲要》。"),
        ("满意率达到98%.", "满意率达到98%。"),
        ("接待23批次（不含陪同人员).", "接待23批次（不含陪同人员）."),
        ("接待23批次(不含陪同人员）", "接待23批次（不含陪同人员）"),
        ("组织宣讲(含线上)，共52场。", "组织宣讲（含线上），共52场。"),
        ("见www.example.gov.cn,电话", "见www.example.gov.cn，电话"),
    ],
)
def test_half_width_marks_become_full(text, becomes):
    assert mended(half_width_punctuation, text) == becomes


@pytest.mark.parametrize(
    "text",
    [
        "1,075.3万元",
        "比例为3:1",
        "10:30开会",
        "中央:省:市为5:3:2",
        "指标1:提高",
        "一.总体情况",
        "（一）.总体情况",
        "阿卜杜拉.买买提",
        "见自评表.docx",
        "详见......",
        "发放(缴纳)覆盖率",
        "(一)总体情况，(1)收入。",
        "实施方案(2016-2020)，已印发。",
        "=(年末数-年初数)/年初数，得分。",
        "IF(执行率>1,满分,比例)",
        "https://example.gov.cn/a,b;c?d=资金",
        "联系jixiao@example.gov.cn。",
        "满意度!=100",
        "{{ 支出.支出合计[科技馆,市] }}",
    ],
)
def test_half_width_marks_of_figures_names_and_formulas_stay(text):
    assert half_width_punctuation(text) == ()


# Brackets and quotes


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("《实施方案（2016-2020》", [5]),
        ("接待23批次（不含陪同人员", [6]),
        ("接待23批次不含陪同人员）", [12]),
        ("以“科普岳阳为主题", [1]),
        ("以科普岳阳”为主题", [5]),
        ("”科普岳阳”平台", [0, 5]),
        ("落实《纲要，《条例》", [2]),
        ("【问题资金拨付偏慢", [0]),
        ("财预〔2020)10号", [2, 7]),
        ("（会议“要求）落实”", [3, 9]),
    ],
)
def test_marks_without_a_partner(text, at):
    assert [fault for _, fault in unpaired([text])] == [(offset, offset + 1, None) for offset in at]


@pytest.mark.parametrize(
    "text",
    [
        "1）立项；2）实施",
        "包括a)设备；b)软件",
        "（1、立项",
        "Xi’an",
        "55”液晶电视",
        "[80,90)",
        "(0，60]为差",
        "（一)总体",
    ],
)
def test_marks_that_need_no_partner(text):
    assert list(unpaired([text])) == []


def test_a_quotation_may_run_over_paragraphs():
    texts = ["“第一段的话。", "（又一段）", "最后一段的话。”"]
    assert list(unpaired(texts)) == []
    assert list(unpaired(texts[:2])) == [(0, (0, 1, None))]


# Doubled words


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("本部门的的主要职责", "本部门的主要职责"),
        ("完成了了全年任务", "完成了全年任务"),
        ("培训和和宣讲", "培训和宣讲"),
        ("预算及及决算", "预算及决算"),
        ("由由县财政局拨付", "由县财政局拨付"),
        ("认真开展开展自评", "认真开展自评"),
        ("全部的的的经费", "全部的经费"),
        ("进一步进一步规范", "进一步规范"),
    ],
)
def test_a_word_is_left_once(text, becomes):
    assert mended(doubled_words, text) == becomes


@pytest.mark.parametrize(
    "text",
    ["全年工作工作圆满", "专项资金资金，共3万元", "存在情况情况：", "任务是是清楚的", "活动在在县城举办"],
)
def test_where_another_word_may_be_meant_people_decide(text):
    (fault,) = doubled_words(text)
    assert fault.replacement is None


# Blanks


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("通过开设微视频，共发布应急 科普信息300余条。", "通过开设微视频，共发布应急科普信息300余条。"),
        ("共收到视频作品200组 。", "共收到视频作品200组。"),
        ("全年支出 {{ 支出.支出合计 }} 。", "全年支出 {{ 支出.支出合计 }}。"),
        ("全年共接待国内来访团组， 人均费用下降。", "全年共接待国内来访团组，人均费用下降。"),
        ("落实《全民科学素质纲要》 各项任务，成效明显。", "落实《全民科学素质纲要》各项任务，成效明显。"),
        ("发布科普信息  300余条，阅读量大。", "发布科普信息 300余条，阅读量大。"),
        ("发布科普信息\u00a0300余条，阅读量大。", "发布科普信息 300余条，阅读量大。"),
        ("受到社会各界的好评。　　下一步，加强宣传。", "受到社会各界的好评。下一步，加强宣传。"),
        ("实施方案（ 2016—2020年 ）已印发。", "实施方案（2016—2020年）已印发。"),
        ("我们组织的科普活动，受到社会　各界群众的好评。", "我们组织的科普活动，受到社会各界群众的好评。"),
    ],
)
def test_blanks_go(text, becomes):
    assert mended(odd_spaces, text) == becomes


# Mending


CHARACTERS = st.sampled_from(
    "的了在和工作项目资金情况完成培训第一二三年月部局院，。、；：？！,.;:?!()（）“”《》123%aB \u3000\u00a0\n{}…—"
)
TEXTS = st.one_of(st.text(CHARACTERS, max_size=40), st.lists(st.sampled_from(RIGHT), max_size=3).map("".join))


@given(TEXTS, st.sampled_from(FINDERS))
def test_faults_lie_in_the_text_in_order_and_apart(text, find):
    faults = find(text)
    assert all(0 <= fault.start < fault.end <= len(text) for fault in faults)
    assert all(one.end <= other.start for one, other in pairwise(faults))
    assert all("\n" not in text[fault.start : fault.end] for fault in faults)
    assert all(fault.replacement != text[fault.start : fault.end] for fault in faults)


@given(TEXTS, st.sampled_from(FINDERS))
def test_mending_twice_changes_nothing_more(text, find):
    once = mended(find, text)
    assert mended(find, once) == once
    assert [fault for fault in find(once) if fault.replacement is not None] == []


@given(TEXTS)
def test_mending_everything_comes_to_an_end(text):
    for _ in range(len(text) + 1):
        before = text
        for find in FINDERS:
            text = mended(find, text)
        if text == before:
            break
    assert [fault for find in FINDERS for fault in find(text) if fault.replacement is not None] == []


@given(TEXTS)
def test_of_brackets_every_lone_one_is_found_once(text):
    faults = [fault for _, fault in unpaired([text])]
    assert len(set(faults)) == len(faults)
    assert all(text[fault.start] in "（）“”《》()" for fault in faults)


# Long texts


@pytest.mark.repeating
@pytest.mark.parametrize(
    "piece",
    ["a", " ", "，", "。 ", "甲 ", "a(", "（“", "”", "甲:", "www.", "甲.", "(甲)，", "{{", "（1", "的"],
)
def test_long_texts_take_no_longer_than_their_length(piece):
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    for find in FINDERS:
        find(text)
    list(unpaired([text]))
    assert time.process_time() - start < 20

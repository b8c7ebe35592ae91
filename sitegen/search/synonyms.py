"""Other names of the same, by which readers search.

Knows usual short names of departments and of what they report on. Each row is one thing; whoever searches for one name
of it finds the others, alone or in a longer name (市科协: 市科学技术协会). A name that means several things is left
out. A site adds rows of its own: 同义词 in content/site.yaml. Must not know which departments there are.
"""

from __future__ import annotations

_DEPARTMENTS = """
科学技术协会 科协
科学技术局 科技局
科学技术厅 科技厅
教育体育局 教体局
教育和体育局 教体局
文化和旅游局 文化旅游局 文旅局
文化和旅游厅 文旅厅
文化广电和旅游局 文化广电旅游局 文广旅局
文化旅游广电局 文旅广电局
发展和改革委员会 发展改革委 发改委
发展和改革局 发展改革局 发改局
工业和信息化局 工信局
工业和信息化厅 工信厅
经济和信息化局 经信局
经济和信息化委员会 经信委
人力资源和社会保障局 人力资源社会保障局 人社局
人力资源和社会保障厅 人社厅
卫生健康委员会 卫生健康委 卫健委
卫生健康局 卫健局
市场监督管理局 市场监管局 市监局
自然资源和规划局 资规局 自规局
自然资源局 自资局
住房和城乡建设局 住房城乡建设局 住建局
住房和城乡建设委员会 住建委
住房和城乡建设厅 住建厅
交通运输局 交通局
交通运输厅 交通厅
交通运输委员会 交委
退役军人事务局 退役军人局
应急管理局 应急局
医疗保障局 医保局
民族宗教事务局 民宗局
民族宗教事务委员会 民宗委
城市管理和综合执法局 城市管理局 城管局
行政审批服务局 行政审批局 审批局
政务服务和数据管理局 政务服务数据局 政数局
机关事务管理局 机关事务局
国有资产监督管理委员会 国资委
地方金融监督管理局 金融监管局
生态环境局 环保局
农业农村局 农业局
乡村振兴局 扶贫办
粮食和物资储备局 粮食局
人民代表大会常务委员会 人大常委会 人大
人民代表大会 人大
政治协商会议 政协
纪律检查委员会 纪委
监察委员会 监委
人民法院 法院
人民检察院 检察院
总工会 工会
妇女联合会 妇联
残疾人联合会 残联
工商业联合会 工商联
文学艺术界联合会 文联
社会科学界联合会 社科联
归国华侨联合会 侨联
供销合作社联合社 供销合作社 供销社
共产主义青年团 共青团
住房公积金管理中心 公积金中心
机构编制委员会办公室 编办
委员会组织部 委组织部
委员会宣传部 委宣传部
委员会政法委员会 委政法委
委员会统一战线工作部 委统战部
"""

_SUBJECTS = """
三公经费 三公支出
公务用车 公车
公务用车购置及运行维护费 公务用车购置及运行费 公车购置及运行费
公务用车运行维护费 公务用车运维费 公车运行费 公车运维费
因公出国费 出国费
一般公共预算 公共财政预算
财政拨款 财政资金
绩效自评 绩效评价自评
预算执行率 执行率
政府购买服务 购买服务
"""

SYNONYMS: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split()) for line in (_DEPARTMENTS + _SUBJECTS).splitlines() if line
)

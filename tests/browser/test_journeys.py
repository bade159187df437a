"""Whole ways through the platform, by people at browsers: applying, registering, answering, pressing. Through the pages alone."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from mingbai_web.accounts.roles import Role
from mingbai_web.applications import queries
from mingbai_web.jobs.worker import work_off
from mingbai_web.orgs import services as orgs
from tests.browser.people import Somebody
from tests.web.accounts.office import PASSWORD
from tests.web.applications.desk import BEFORE, Desk
from tests.web.files.making import pdf
from tests.web.orgs.test_bodies import GUIDE

NOTICE = pdf("清河区2025年河道整治工程招标公告")
ROLES = (
    Role.REGISTRAR,
    Role.CASE_OFFICER,
    Role.DEPARTMENT_HEAD,
    Role.SECRECY_REVIEWER,
    Role.LEADER,
    Role.SUPERVISOR,
)


@pytest.fixture
def desk(site: str) -> Desk:
    """The office of the district, which can be applied to."""
    desk = Desk.opened(*ROLES)
    keeper = desk.viewer(Role.SYSTEM_ADMIN)
    orgs.set_guide(body=desk.body, guide=GUIDE, effective=BEFORE, by=keeper, now=timezone.now())
    return desk


def at_work(browser: Any, site: str, role: Role) -> Somebody:
    """Return somebody in a seat of *role*, signed in by the page for it."""
    person = Somebody(browser, site, "/office/")
    person.signs_in(role.value.replace("_", ""), PASSWORD)
    person.sees("工作台")
    return person


def applies(citizen: Somebody, matter: str, name: str = "赵𠮷㛃") -> tuple[str, str]:
    """Apply online; return number and code as they stand on the last page."""
    citizen.follows("开始填写")
    citizen.chooses("清河区人民政府")
    citizen.presses("保存，下一步")
    citizen.fills(信息的名称=matter)
    citizen.presses("保存，下一步")
    citizen.chooses("电子文件，在本网站查询页下载")
    citizen.presses("保存，下一步")
    citizen.chooses("自然人")
    citizen.fills(姓名或者名称=name, 证件号码="11010119900307803X", 电话="13900000000")
    citizen.presses("保存，下一步")
    citizen.presses("保存，下一步")
    citizen.presses("下一步：核对")
    citizen.sees(matter, name)
    citizen.presses("提交申请")
    citizen.sees("申请已提交", "“提交”还不是“收到”")
    big = citizen.page.locator(".big")
    return big.nth(0).inner_text(), big.nth(1).inner_text()


def asks(citizen: Somebody, number: str, code: str) -> None:
    """Look where the application stands."""
    citizen.goes("/follow/")
    citizen.fills(申请编号=number, 查询码=code)
    citizen.presses("查询")


def takes_in(registrar: Somebody, number: str) -> str:
    """Register what came in online and confirm it on the same day; return the number of the register."""
    registrar.follows("收件")
    registrar.follows(number)
    registrar.fills(与申请人确认的日期=timezone.localdate().isoformat())
    registrar.presses("下一步：看会改变什么")
    registrar.sees("收到申请之日为", "答复期限为")
    registrar.presses("确认办理")
    registrar.sees("已登记。", "与申请人确认", "还有 20 个工作日")
    return str(registrar.page.locator("h1").inner_text())


def test_a_citizen_applies_online_and_follows_with_number_and_code(
    browser: Any, site: str, desk: Desk
) -> None:
    """条例第二十九条、第三十一条."""
    with Somebody(browser, site, "/apply/") as citizen:
        number, code = applies(citizen, "清河区2025年老旧小区改造计划")
        asks(citizen, number, code)
        citizen.sees("已提交，等待机关确认", "第三十一条")
        asks(citizen, number, "AAAA-AAAA-AAAA")
        citizen.does_not_see("已提交，等待机关确认")


def test_the_registrar_logs_a_letter_as_two_applications_and_takes_in_what_came_online(
    browser: Any, site: str, desk: Desk
) -> None:
    """条例第二十九条、第三十一条."""
    with Somebody(browser, site, "/apply/") as citizen, at_work(browser, site, Role.REGISTRAR) as registrar:
        number, code = applies(citizen, "清河区2025年预算")
        registrar.follows("收件登记")
        registrar.fills(来件事由="申请公开旧改名单和资金使用情况", 邮件编号="XA00000000044")
        registrar.picks("来件方式", "邮寄")
        registrar.presses("登记")
        registrar.sees("已登记。请接着说明它是什么。")
        registrar.follows("登记为申请")
        registrar.fills(
            申请内容="2025年旧改名单\n2025年旧改资金使用情况", 姓名或者名称="江𠮷㛃", 联系电话="13900000001"
        )
        registrar.presses("下一步：看会改变什么")
        registrar.sees("登记为 2 件申请", "签收之日收到")
        registrar.presses("登记")
        registrar.sees("已登记为", "2025年旧改名单", "2025年旧改资金使用情况")
        takes_in(registrar, number)
        registrar.follows("工作台")
        registrar.sees("2025年旧改名单", "2025年旧改资金使用情况", "清河区2025年预算", "江某某", "赵某某")
        registrar.does_not_see("江𠮷㛃", "赵𠮷㛃", "13900000001")
        asks(citizen, number, code)
        citizen.sees("最晚答复日", "期限怎样算出来")


def test_an_amendment_that_the_window_brings_in_reaches_the_officer_with_its_step(
    browser: Any, site: str, desk: Desk
) -> None:
    """条例第三十条: the clock starts anew when the amendment comes in."""
    today = timezone.localdate().isoformat()
    with at_work(browser, site, Role.REGISTRAR) as registrar, Somebody(browser, site, "/apply/") as citizen:
        number, _ = applies(citizen, "清河区2025年招标文件")
        reference = takes_in(registrar, number)
        with at_work(browser, site, Role.CASE_OFFICER) as officer:
            officer.follows(reference)
            officer.follows("通知补正")
            officer.page.get_by_label(re.compile("需要补正的事项")).fill("请写明项目名称")
            officer.presses("下一步：看会改变什么")
            officer.presses("确认办理")
            registrar.follows("收件")
            registrar.follows("收件登记")
            registrar.fills(来件事由="补正材料")
            registrar.presses("登记")
            registrar.follows("归入在办的申请")
            registrar.fills(申请编号=reference)
            registrar.chooses("申请人的补正")
            registrar.presses("办理")
            registrar.sees("已归入", "申请人的补正")
            officer.follows("工作台")
            officer.sees("待处理的来件")
            officer.follows(reference)
            officer.page.locator(".notice .button").click()
            assert officer.field("发生日期").input_value() == today
            officer.presses("下一步：看会改变什么")
            officer.presses("确认办理")
            officer.does_not_see("由经办人办理它引起的一步")


def test_an_application_is_answered_on_screen_and_on_paper_posted_and_served(
    browser: Any, site: str, desk: Desk
) -> None:
    """条例第三十三条、第三十六条第二项、第四十条、第五十一条; 国办公开办函〔2016〕235号."""
    today = timezone.localdate().isoformat()
    with Somebody(browser, site, "/apply/") as citizen, at_work(browser, site, Role.REGISTRAR) as registrar:
        number, code = applies(citizen, "清河区2025年河道整治工程招标文件")
        reference = takes_in(registrar, number)

        with at_work(browser, site, Role.CASE_OFFICER) as officer:
            officer.follows(reference)
            officer.follows("记录检索")
            officer.fills(检索范围="电子公文系统、工程档案")
            officer.page.get_by_label(re.compile("检索方法")).fill("按工程名称逐年检索")
            officer.chooses("找到了相关信息")
            officer.presses("下一步：看会改变什么")
            officer.presses("确认办理")
            officer.sees("电子公文系统、工程档案")
            officer.follows("起草答复")
            officer.page.locator("#id_ending_granted").check()
            officer.presses("下一步")
            officer.page.get_by_label(re.compile("提供的信息")).fill("招标文件一份，见附件")
            officer.fills(附件="招标文件")
            officer.presses("下一步：看会改变什么")
            officer.sees("保存为答复书草稿", "第三十六条第二项")
            letter = officer.page.frame_locator("iframe.paper").locator("body").inner_text()
            assert "招标文件一份，见附件" in letter
            assert "赵𠮷㛃" in letter
            officer.presses("保存草稿")
            officer.sees("草稿已保存", "行政复议")
            paper = officer.page.url
            officer.follows("附上文件")
            officer.page.get_by_label(re.compile("^文件")).set_input_files(
                [
                    {"name": "招标公告.pdf", "mimeType": "application/pdf", "buffer": NOTICE},
                    {"name": "另一工程.pdf", "mimeType": "application/pdf", "buffer": pdf("另一工程")},
                ]
            )
            officer.presses("附上文件")
            officer.sees("附件：招标公告；另一工程；招标文件", "随文书发出的文件 2")
            officer.follows("撤下附件")
            officer.chooses("另一工程")
            officer.presses("下一步：看会改变什么")
            officer.sees("不再随文书发出")
            officer.presses("撤下附件")
            officer.sees("附件：招标公告；招标文件", "随文书发出的文件 1")
            officer.follows("送审")
            officer.presses("下一步：看会改变什么")
            officer.presses("送审")
            officer.sees("审批中")

            with at_work(browser, site, Role.DEPARTMENT_HEAD) as head:
                head.follows("文书")
                head.sees("等我签批")
                head.follows("答复书")
                head.follows("科室审核")
                head.fills(意见="同意")
                head.presses("下一步：看会改变什么")
                head.presses("同意")
                head.sees("已办理：")

        # The secrecy review is signed on paper; the window brings the sheet in, with its scan.
        registrar.goes(paper)
        registrar.prints("审查呈批单")
        registrar.follows("登记纸质签批")
        registrar.picks("纸上所签", "保密审查")
        reviewer = registrar.field("签批人").locator("option", has_text="secrecy_reviewer甲").inner_text()
        registrar.picks("签批人", reviewer)
        registrar.page.get_by_label(re.compile("审查结论")).select_option(label="可以公开")
        registrar.page.get_by_label(re.compile("^依据")).fill("不含国家秘密、工作秘密")
        registrar.page.get_by_label(re.compile("扫描件")).set_input_files(
            {"name": "呈批单.pdf", "mimeType": "application/pdf", "buffer": pdf("审查呈批单")}
        )
        registrar.presses("登记纸质签批")
        registrar.sees("已办理：", "纸质签批")

        with at_work(browser, site, Role.LEADER) as leader:
            leader.follows("文书")
            leader.follows("答复书")
            assert leader.saves("招标公告") == NOTICE
            leader.follows("签发")
            leader.sees("招标公告")
            leader.presses("下一步：看会改变什么")
            leader.sees("签发后正文不能再改")
            leader.presses("签发")
            leader.sees("已签发", "清政公开答〔")

        registrar.goes(paper)
        registrar.prints("送达回证")
        registrar.follows("登记发出")
        registrar.sees("交寄、送交以前核对", "招标公告", "招标文件")
        registrar.chooses("邮政寄送")
        registrar.page.get_by_label(re.compile("邮件编号")).fill("XA00000000144")
        registrar.presses("下一步：看会改变什么")
        registrar.sees("不能撤回")
        registrar.presses("登记发出")
        registrar.follows("登记送达")
        registrar.fills(送达日期=today)
        registrar.page.get_by_label(re.compile("怎样知道送达")).fill("邮政回执签收")
        registrar.presses("下一步：看会改变什么")
        registrar.presses("登记送达")
        registrar.sees("已办理：")
        registrar.goes("/office/?show=ended")
        registrar.sees(reference, "予以公开")

        while work_off(worker="test", clock=timezone.now):
            pass
        asks(citizen, number, code)
        citizen.sees("对答复不服", "申请行政复议", "提起行政诉讼", "招标公告.pdf")
        assert citizen.saves("招标公告.pdf") == NOTICE


def test_the_secrecy_reviewer_reviews_on_screen_and_may_send_it_back(
    browser: Any, site: str, desk: Desk
) -> None:
    """条例第十七条: nothing is disclosed before it was reviewed."""
    case = "清河区2025年学区划分方案"
    with at_work(browser, site, Role.REGISTRAR) as registrar, Somebody(browser, site, "/apply/") as citizen:
        number, _ = applies(citizen, case)
        reference = takes_in(registrar, number)
    with at_work(browser, site, Role.CASE_OFFICER) as officer:
        officer.follows(reference)
        officer.follows("起草答复")
        officer.page.locator("#id_ending_granted").check()
        officer.presses("下一步")
        officer.page.get_by_label(re.compile("提供的信息")).fill("方案一份")
        officer.presses("下一步：看会改变什么")
        officer.presses("保存草稿")
        paper = officer.page.url
        officer.follows("送审")
        officer.presses("下一步：看会改变什么")
        officer.presses("送审")
        with at_work(browser, site, Role.DEPARTMENT_HEAD) as head:
            head.goes(paper)
            head.follows("科室审核")
            head.presses("下一步：看会改变什么")
            head.presses("同意")
        with at_work(browser, site, Role.SECRECY_REVIEWER) as reviewer:
            reviewer.goes(paper)
            reviewer.follows("退回修改")
            reviewer.fills(退回的理由="请写明方案的文号")
            reviewer.presses("下一步：看会改变什么")
            reviewer.presses("退回修改")
            reviewer.sees("已退回修改")
        officer.goes(paper)
        officer.sees("请写明方案的文号")


def test_the_supervisor_reads_the_queue_without_names_and_presses(
    browser: Any, site: str, desk: Desk
) -> None:
    """条例第四十六条."""
    with at_work(browser, site, Role.REGISTRAR) as registrar, Somebody(browser, site, "/apply/") as citizen:
        number, _ = applies(citizen, "清河区2025年预算", name="岳九如")
        reference = takes_in(registrar, number)
        with at_work(browser, site, Role.SUPERVISOR) as supervisor:
            supervisor.sees(reference, "自然人")
            supervisor.does_not_see("岳某某", "岳九如")
            supervisor.follows(reference)
            supervisor.does_not_see("岳某某", "岳九如", "查看申请人的完整信息")
            supervisor.follows("催办")
            supervisor.fills(催办内容="请抓紧办理，按期答复。")
            supervisor.presses("下一步：看会改变什么")
            supervisor.sees("不能收回")
            supervisor.presses("确认办理")
            supervisor.sees("已催办。", "请抓紧办理，按期答复")
        registrar.follows("工作台")
        registrar.sees("已催办")
        registrar.follows(reference)
        registrar.sees("请抓紧办理，按期答复")


def test_typing_in_a_list_of_several_pages_looks_through_all_of_them(
    browser: Any, site: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "A_PAGE", 2)
    for matter in ("预算公开", "预算执行", "拆迁补偿", "决算公开"):
        desk.received(timezone.localdate() - timedelta(1), matter=matter)
    with at_work(browser, site, Role.CASE_OFFICER) as officer:
        officer.sees("第 1 页，共 2 页、4 项", "预算公开")
        officer.does_not_see("拆迁补偿")
        officer.page.keyboard.press("f")
        officer.page.keyboard.type("拆迁", delay=50)
        officer.page.wait_for_url(re.compile("q="))
        officer.sees("拆迁补偿")
        officer.does_not_see("预算公开")
        assert officer.page.evaluate("document.activeElement.id") == "sieve-text"
        assert "q=" in officer.page.locator(".tabs a").nth(1).get_attribute("href")
        officer.page.locator("label", has_text="交给我的").click()
        officer.sees("没有符合条件的申请")

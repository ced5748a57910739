"""A bookkeeper's day at the desk, in headless Chromium: day.py DUNNINGCTL FOLDER."""

import datetime
import os
import subprocess
import sys

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

CTL, FOLDER = sys.argv[1:3]
PICTURES = os.environ.get("PICTURES", "")
PAGES = ["/", "/approve", "/claims", "/claims/bring", "/claims/new", "/debtors", "/debtors?doubles=true", "/money", "/plan",
         "/books", "/health", "/notices"]


def browser(language="en", width=1200, height=900, script=True):
    """A browser with a profile of its own."""
    options = Options()
    for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars", f"--lang={language}",
                     f"--window-size={width},{height}"]:
        options.add_argument(argument)
    prefs = {"intl.accept_languages": language, "plugins.always_open_pdf_externally": False}
    if not script:
        prefs["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", prefs)
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    driver.set_page_load_timeout(300)
    return driver


def link():
    """What `dunningctl page` prints."""
    done = subprocess.run([CTL, "page"], check=True, capture_output=True, text=True)
    return done.stdout.strip().splitlines()[0]


class Day:
    """One browser at the desk."""

    def __init__(self, driver):
        self.driver = driver
        url = link()
        self.origin = url.split("/open/")[0]
        driver.get(url)
        self.press("main button")

    def go(self, path):
        self.driver.get(self.origin + path)

    def find(self, selector):
        return WebDriverWait(self.driver, 60).until(lambda d: d.find_element(By.CSS_SELECTOR, selector))

    def press(self, selector):
        """Clicks, and waits for the page behind it."""
        element = self.find(selector)
        before = self.driver.find_element(By.TAG_NAME, "html")
        element.click()
        WebDriverWait(self.driver, 60).until(lambda d: d.find_element(By.TAG_NAME, "html") != before)

    def link(self, text):
        before = self.driver.find_element(By.TAG_NAME, "html")
        self.driver.find_element(By.PARTIAL_LINK_TEXT, text).click()
        WebDriverWait(self.driver, 60).until(lambda d: d.find_element(By.TAG_NAME, "html") != before)

    def fill(self, **fields):
        for name, value in fields.items():
            element = self.find(f"main [name={name}]")
            element.clear()
            element.send_keys(value)

    def choose(self, **fields):
        for name, value in fields.items():
            Select(self.find(f"main [name={name}]")).select_by_value(value)

    def day(self, name, days):
        """Fills a day in, counted from today; the order that a browser types it in is its own."""
        value = (datetime.date.today() + datetime.timedelta(days=days)).isoformat()
        self.find(f"main [name={name}]")
        self.driver.execute_script(f"document.querySelector('main [name={name}]').value = '{value}'")

    def drop(self, file):
        self.find("main input[type=file]").send_keys(f"{FOLDER}/{file}")
        self.press("main form[enctype] button")

    @property
    def text(self):
        return self.find("main").text

    def picture(self, name):
        if not PICTURES:
            return
        os.makedirs(PICTURES, exist_ok=True)
        height = self.driver.execute_script("return document.documentElement.scrollHeight")
        self.driver.set_window_size(1200, min(max(height, 500), 3000) + 90)
        self.driver.save_screenshot(f"{PICTURES}/{name}.png")
        self.driver.set_window_size(1200, 900)


def check(what, holds, detail=""):
    if not holds:
        raise SystemExit(f"FAILED: {what} {detail}")
    print(f"ok: {what}", flush=True)


def approve(day):
    day.go("/")
    check("today says what waits", "2" in day.text and "wait for an approval" in day.text, day.text)
    day.link("wait for an approval")
    check("the mail is readable", "Lindenhof" in day.text)
    check("the letter stands in the page", len(day.driver.find_elements(By.CSS_SELECTOR, "iframe.letter")) == 1)
    check("a debtor's name is no markup", not day.driver.find_elements(By.CSS_SELECTOR, "main b > b, bdi b"))
    day.picture("approve")
    day.press("button[data-key=a]")
    check("approved", "Done: Approve" in day.text, day.text)


def keyboard(day):
    """Approves the second one without a pointer."""
    day.go("/approve")
    before = day.driver.find_element(By.TAG_NAME, "html")
    day.driver.find_element(By.TAG_NAME, "body").send_keys("a")
    check("one key approves nothing", "once more" in day.find("button[data-key=a]").text, day.text)
    day.find("button[data-key=a]").send_keys("a")
    WebDriverWait(day.driver, 60).until(lambda d: d.find_element(By.TAG_NAME, "html") != before)
    check("approved by a key", "Done: Approve" in day.text, day.text)
    day.go("/claims")
    day.driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    check("the first tab skips to the content", day.driver.switch_to.active_element.get_attribute("class") == "skip")
    day.driver.find_element(By.TAG_NAME, "body").send_keys("j")
    check("j goes to the first row", "/claims/" in (day.driver.switch_to.active_element.get_attribute("href") or ""))


def money(day):
    day.go("/money")
    day.drop("bank.jsonl")
    check("the statement is shown first", "This will happen" in day.text and "RE-2026-0203" in day.text, day.text)
    day.picture("statement")
    day.press("main form button.main")
    check("taken in", "Taken in" in day.text, day.text)
    day.go("/claims/RE-2026-0203")
    check("its claim is paid", "paid" in day.text, day.text)
    day.go("/money")
    day.picture("money")
    entry = day.driver.find_elements(By.PARTIAL_LINK_TEXT, "e")
    waiting = [e for e in entry if (e.get_attribute("href") or "").split("/money/")[-1].startswith("e")]
    check("what has no reference waits", len(waiting) > 0, day.text)
    day.driver.get(waiting[0].get_attribute("href"))
    day.picture("entry")
    day.link("Book to claims")
    day.fill(to="RE-2026-0201")
    day.press("main form button.main")
    check("it says before what it will do", "This will happen" in day.text, day.text)
    day.press("main form button.main")
    check("booked", "Done: Book to claims" in day.text, day.text)
    day.link("Take it back")
    day.fill(reason="the wrong one")
    day.press("main form button.main")
    day.press("main form button.main")
    check("and taken back", "Done: Undo" in day.text, day.text)


def claim(day):
    day.go("/search?q=RE-2026-0201")
    check("a claim is found by its reference", "RE-2026-0201" in day.text)
    day.picture("claim")
    day.link("Promise to pay")
    day.driver.execute_script(
        "document.querySelector('main [name=date]').value = new Date(Date.now() + 864e6).toISOString().slice(0, 10)")
    day.picture("promise-form")
    day.press("main form button.main")
    check("the promise is read back", "This will happen" in day.text, day.text)
    day.picture("promise")
    day.press("main form button.main")
    check("promised", "promised" in day.text, day.text)
    day.link("Take it back")
    day.press("main form button.main")
    day.press("main form button.main")
    check("and resumed", "Done: Go on dunning" in day.text, day.text)
    day.driver.find_element(By.CSS_SELECTOR, "details summary").click()
    check("why is told", len(day.driver.find_elements(By.CSS_SELECTOR, "details[open] li")) > 0)


def table(day):
    """Brings a list whose columns nobody knows."""
    day.go("/claims")
    day.link("Bring claims")
    day.picture("bring")
    day.drop("list.csv")
    check("what the columns mean is asked, beside what stands in them", "What the columns hold" in day.text
          and "Schreinerei Holzwurm" in day.text, day.text)
    day.picture("columns")
    day.choose(col_reference="Nummer", col_debtor="Wer", col_email="Wohin", col_amount="Wieviel", col_due="Bis wann",
               decimal="1.234,56", days="dd.mm.yyyy")
    day.fill(always_currency="EUR")
    day.press("main form.form button.main")
    check("each row is shown first", "2 new claims" in day.text and "1 row is wrong" in day.text, day.text)
    check("a sum is read as it was meant", "1,120.50" in day.text, day.text)
    day.picture("rows")
    day.press("main form[action='/claims/bring/take'] button.main")
    check("the list is taken in", "2 claims taken in" in day.text, day.text)


def invoice(day):
    day.go("/claims/bring")
    day.drop("invoice.xml")
    check("the e-invoice is shown first, with who is to pay", "RE-2026-0304" in day.text and "595.00" in day.text
          and "Müller & Söhne GmbH" in day.text, day.text)
    day.picture("invoice")
    day.press("main form[action='/claims/bring/take'] button.main")
    day.press("main a.button.main")
    check("it is a claim", "RE-2026-0304" in day.text and "595.00" in day.text, day.text)


def by_hand(day):
    day.go("/claims/new")
    day.fill(debtor="Frisör Haarscharf", email="post@haarscharf.example", reference="RE-2026-0305", amount="90,00",
             currency="EUR")
    day.day("due", 10)
    day.picture("new")
    day.press("main form.form button.main")
    check("the claim is read back", "This will happen" in day.text and "What comes next" in day.text, day.text)
    day.picture("new-confirm")
    day.press("main form button.main")
    check("the claim is entered", "RE-2026-0305" in day.text and "90.00" in day.text, day.text)


def instalments(day):
    day.go("/claims/RE-2026-0305")
    day.link("See its words")
    check("the next one is read before it leaves", "RE-2026-0305" in day.find("main .mail").text, day.text)
    day.picture("preview")
    day.go("/claims/RE-2026-0305")
    day.link("Promise to pay")
    day.day("date", 12)
    day.fill(count="3")
    day.choose(every="1mo")
    day.press("main form.form button.main")
    check("the instalments are shown first", day.text.count("30.00") == 3, day.text)
    day.picture("instalments")
    day.press("main form button.main")
    check("and stand on the claim", "promised" in day.text and day.text.count("30.00") >= 3, day.text)
    day.picture("promised")


def debtor(day):
    day.go("/debtors?text=Sonnenkorn")
    day.link("Sonnenkorn")
    day.picture("debtor")
    day.link("Correct")
    day.fill(email="neu@sonnenkorn.example", reason="moved")
    day.press("main form button.main")
    check("before and after", "rechnung@sonnenkorn.example" in day.text and "neu@sonnenkorn.example" in day.text)
    day.press("main form button.main")
    check("corrected", "neu@sonnenkorn.example" in day.text, day.text)


def narrow(language):
    day = Day(browser(language, width=500, height=800))
    day.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True})
    for path in PAGES + ["/claims/RE-2026-0202", "/debtors/lindenhof/K-1002", "/claims/RE-2026-0202/pay"]:
        day.go(path)
        wide = day.driver.execute_script("return document.scrollingElement.scrollWidth")
        check(f"{path} fits into 360 px ({language})", wide <= 360, str(wide))
        if PICTURES:
            size = day.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
            shot = day.driver.execute_cdp_cmd(
                "Page.captureScreenshot", {"captureBeyondViewport": True, "clip": {
                    "x": 0, "y": 0, "width": 360, "height": min(size["height"], 2500), "scale": 1}})
            name = path.strip("/").replace("/", "-") or "today"
            with open(f"{PICTURES}/narrow-{language}-{name}.png", "wb") as file:
                file.write(__import__("base64").b64decode(shot["data"]))
    day.driver.quit()


def sound(day, path, language):
    """What no page may have: a table that runs over, a control without a name, an id twice."""
    over = day.driver.execute_script(
        "return [...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth + 1).length")
    check(f"no table of {path} runs over ({language})", over == 0, str(over))
    bare = day.driver.execute_script("""
        const named = e => (e.labels && e.labels.length) || e.getAttribute('aria-label')
        return [...document.querySelectorAll('a, button')].filter(e => !e.textContent.trim()).length
          + [...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(e => !named(e)).length""")
    check(f"all controls of {path} have a name ({language})", bare == 0, str(bare))
    twice = day.driver.execute_script("""
        const ids = [...document.querySelectorAll('[id]')].map(e => e.id)
        return ids.filter((id, place) => ids.indexOf(id) !== place)""")
    check(f"no id of {path} is there twice ({language})", not twice, str(twice))


def scriptless():
    day = Day(browser(script=False))
    for path in PAGES:
        day.go(path)
        check(f"{path} without JavaScript", day.find("h1").text != "")
    day.go("/claims/RE-2026-0202")
    day.link("Note")
    day.fill(text="spoke to the workshop")
    day.press("main form button.main")
    day.press("main form button.main")
    check("a note without JavaScript", "spoke to the workshop" in day.text)
    day.press("footer form.who button")
    day.go("/")
    check("signed out", "closed" in day.text, day.text)
    day.driver.quit()


def main():
    day = Day(browser())
    day.go("/")
    day.picture("today")
    approve(day)
    keyboard(day)
    money(day)
    claim(day)
    table(day)
    invoice(day)
    by_hand(day)
    instalments(day)
    debtor(day)
    for language in ["en", "de", "zh-CN"]:
        other = Day(browser(language))
        for path in PAGES + ["/claims/RE-2026-0205", "/claims/RE-2026-0205/preview", "/claims/RE-2026-0205/promise",
                             "/debtors/lindenhof/K-1005"]:
            other.go(path)
            logged = [e for e in other.driver.get_log("browser") if e["level"] == "SEVERE"]
            check(f"{path} in {language} has no complaint of the browser's", not logged, str(logged))
            sound(other, path, language)
            other.picture(f"{language}-{path.strip('/').replace('/', '-') or 'today'}")
        other.driver.quit()
    day.driver.quit()
    narrow("en")
    narrow("de")
    narrow("zh-CN")
    scriptless()


main()

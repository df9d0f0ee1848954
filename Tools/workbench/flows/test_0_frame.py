"""What every page has around it, looked at in a browser."""
from playwright.sync_api import expect


def test_the_first_page_opens_and_leads_on(shared, visit, screen):
    page = visit(shared, "/", **screen)
    expect(page.locator("main h1")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == screen["language"]
    page.locator("header nav a[href='/documents']").click()
    expect(page).to_have_url(shared.address + "/documents")
    expect(page.locator("header nav a[href='/documents']")).to_have_attribute("aria-current", "page")


def test_keys_show_themselves_and_lead_to_pages(shared, visit):
    page = visit(shared, "/")
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog#keys")).to_be_hidden()
    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page).to_have_url(shared.address + "/map")


def test_settings_are_kept(shared, visit):
    page = visit(shared, "/settings", name=None)
    page.locator("input[name=name]").fill("Nadia Cissé")
    page.locator("select[name=language]").select_option("en")
    page.locator("main form button").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".visitor")).to_contain_text("Nadia Cissé")


def test_keyboard_alone_reaches_the_content(shared, visit):
    page = visit(shared, "/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

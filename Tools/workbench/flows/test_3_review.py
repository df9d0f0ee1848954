"""Flow 3, review: one key each, undo, who and when and why; nothing is overwritten."""
import re

from playwright.sync_api import expect


def waiting(page):
    """How many claims the queue says that wait."""
    return int(re.sub(r"\D", "", page.locator(".review-head .hint").first.inner_text()))


def current(page):
    return page.locator("form.actions input[name=claim]").get_attribute("value")


def test_one_key_accepts_or_rejects_and_another_takes_back(serve, sample, visit, screen):
    server = serve(sample)
    page = visit(server, "/queue", **screen)
    before, first = waiting(page), current(page)
    page.keyboard.press("a")
    expect(page.locator(".saved")).to_be_visible()
    assert waiting(page) == before - 1 and current(page) != first
    page.keyboard.press("x")
    expect(page.locator(".review-head .hint").first).to_contain_text(str(before - 2))
    page.keyboard.press("u")
    expect(page.locator(".review-head .hint").first).to_contain_text(str(before - 1))
    page.goto("/history")
    expect(page.locator(".decisions > li")).to_have_count(2)
    expect(page.locator(".decisions > li.void")).to_have_count(1)
    expect(page.locator(".decisions")).to_contain_text("Awa Diallo")


def test_skipping_changes_nothing(serve, sample, visit):
    page = visit(serve(sample), "/queue")
    before, first = waiting(page), current(page)
    page.keyboard.press("n")
    expect(page.locator("form.actions input[name=claim]")).not_to_have_attribute("value", first)
    page.keyboard.press("p")
    expect(page.locator("form.actions input[name=claim]")).to_have_attribute("value", first)
    assert waiting(page) == before


def test_a_corrected_field_shows_before_and_after_with_the_reason(serve, sample, visit, screen):
    server = serve(sample)
    page = visit(server, "/queue", **screen)
    claim = current(page)
    page.keyboard.press("e")
    page.locator("select[name=status]").select_option("planned")
    page.locator("input[name='place.name']").fill("Goma")
    page.locator("input[name='place.pick'][data-name=Goma]").first.check()
    page.locator("textarea[name=reason]").fill("Relu <b>avec</b> la source")
    page.locator(".claim-form button[value=correct]").click()
    expect(page.locator(".saved")).to_be_visible()
    document, number = claim.split("#")
    page.goto(f"/claims/{document}/{number}")
    expect(page.locator(".panel.history")).to_contain_text("Goma")
    expect(page.locator(".panel.history del").first).to_be_visible()
    expect(page.locator(".panel.history")).to_contain_text("Relu <b>avec</b> la source")
    page.goto(f"/documents/{document}?claim={number}")
    expect(page.locator(f".card[data-claim={number}] .before").first).to_be_attached()


def test_what_cannot_be_right_is_said_beside_the_field_and_nothing_is_saved(serve, sample, visit, screen):
    page = visit(serve(sample), "/queue", **screen)
    page.keyboard.press("e")
    if page.locator("input[name='place.latitude']").count():
        page.locator("input[name='place.latitude']").fill("95")
    page.locator(".claim-form button[value=correct]").click()
    field = page.locator("input[name='place.latitude']")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("95")
    page.goto("/history")
    expect(page.locator(".decisions > li")).to_have_count(0)


def test_actors_are_searched_in_the_register(serve, sample, visit):
    page = visit(serve(sample), "/queue")
    page.keyboard.press("e")
    field = page.locator("input[name^='actor.'][name$='.name']").first
    field.fill("")
    field.press_sequentially("Etat isl", delay=20)
    expect(page.locator("#known-actors option").first).to_be_attached()


def test_selected_words_become_a_claim(serve, sample, visit):
    server = serve(sample)
    document = re.search(r'href="(/documents/[0-9a-f]+)"', server.get("/documents").text).group(1)
    page = visit(server, document)
    # As a mouse would: from the start of the last paragraph over its first words.
    page.evaluate("""() => {
      const texts = document.createTreeWalker([...document.querySelectorAll('[data-report] p')].at(-1), NodeFilter.SHOW_TEXT);
      const text = texts.nextNode(), range = document.createRange();
      range.setStart(text, 0); range.setEnd(text, Math.min(20, text.data.length));
      getSelection().removeAllRanges(); getSelection().addRange(range); }""")
    page.locator(".select-add").click()
    page.locator("select[name=type]").select_option("fighting.attack")
    page.locator(".claim-form button[value=correct]").click()
    expect(page.locator(".saved")).to_be_visible()
    page.goto(document)
    expect(page.locator(".card .r-added")).to_have_count(1)


def test_events_are_split_and_joined_again(serve, sample, visit, screen):
    server = serve(sample)
    page = visit(server, "/events?sort=claims", **screen)
    events = page.locator("table.events tbody tr").count()
    page.locator("table.events tbody a").first.click()
    page.locator("#claims input[name=claim]").first.check()
    page.locator("#claims form input[name=reason]").fill("Un autre jour")
    page.locator("#claims form button[data-key=s]").click()
    expect(page.locator(".saved")).to_be_visible()
    page.goto("/events?sort=claims")
    expect(page.locator("table.events tbody tr")).to_have_count(events + 1)
    page.goto("/history")
    page.locator(".decisions form.undo button").first.click()
    page.goto("/events?sort=claims")
    expect(page.locator("table.events tbody tr")).to_have_count(events)
    page.locator("table.events tbody a").first.click()
    page.locator("#join input[name=near]").fill("Nyunzu")
    page.locator("#join input[name=near]").press("Enter")
    page.locator("#join input[name=other]").first.check()
    page.locator("#join button[data-key=j]").click()
    page.goto("/events")
    expect(page.locator("table.events tbody tr")).to_have_count(events - 1)


def test_a_second_reader_is_blind_and_agreement_is_told_per_field(serve, sample, visit):
    server = serve(sample)
    first = visit(server, "/queue")
    claim = current(first)
    first.keyboard.press("x")
    expect(first.locator(".saved")).to_be_visible()
    second = visit(server, "/settings", name="Boris")
    second.locator("input[name=reading][value=second]").check()
    second.locator("main form button").click()
    second.goto("/history")
    expect(second.locator(".decisions > li")).to_have_count(0)
    second.goto("/queue?claim=" + claim.replace("#", "%23"))
    assert current(second) == claim
    second.keyboard.press("a")
    expect(second.locator(".saved")).to_be_visible()
    first.goto("/agreement")
    expect(first.locator("main table").first).to_be_visible()


def test_two_tabs_do_not_overwrite_each_other(serve, sample, visit):
    server = serve(sample)
    one = visit(server, "/queue")
    document, number = current(one).split("#")
    one.goto(f"/claims/{document}/{number}")
    other = visit(server, f"/claims/{document}/{number}", name="Boris")
    one.locator("select[name=status]").select_option("planned")
    one.locator(".claim-form button[value=correct]").click()
    expect(one.locator(".saved")).to_be_visible()
    other.locator("select[name=status]").select_option("denied")
    other.locator(".claim-form button[value=correct]").click()
    expect(other.locator("[role=alert]")).to_be_visible()
    other.goto("/history")
    expect(other.locator(".decisions > li")).to_have_count(1)

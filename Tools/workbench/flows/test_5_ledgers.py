"""Flow 5, ledgers: every number opens its claims; charts and tables can be kept."""
import csv
import io

from playwright.sync_api import expect


def test_numbers_open_their_claims(shared, visit, screen):
    page = visit(shared, "/ledgers", **screen)
    expect(page.locator("main table").first).to_be_visible()
    link = page.locator("main table td a").first
    link.click()
    expect(page.locator("main a[href*='/claims/'], main a[href*='/documents/']").first).to_be_visible()


def test_charts_and_tables_are_kept_as_files(shared, visit, screen):
    page = visit(shared, "/ledgers", **screen)
    expect(page.locator("main svg").first).to_be_visible()
    addresses = page.locator("main a[download]").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    tables = [address for address in addresses if ".csv" in address]
    charts = [address for address in addresses if ".svg" in address]
    assert tables and charts
    rows = list(csv.reader(io.StringIO(shared.get(tables[0]).text)))
    assert len(rows) > 1 and all(len(row) == len(rows[0]) for row in rows)
    chart = shared.get(charts[0])
    assert chart.headers["Content-Type"].startswith("image/svg+xml")
    assert b"<svg" in chart.body and b"<script" not in chart.body

// Puts the text resources and the compiled ones into the binary. One line a file: RESOURCE_BEGIN names the C symbol.
#include "constat_data.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char french_lexicon[] = {
#embed "compiled/french.lexicon" suffix(, 0)
};
static const unsigned char french_clusters[] = {
#embed "compiled/french.clusters" suffix(, 0)
};
// A cache line holds a line of the parser's weights.
static const _Alignas(64) unsigned char french_model[] = {
#embed "compiled/french.model" suffix(, 0)
};
static const unsigned char french_tokens[] = {
#embed "../ConstatLanguage/Resources/French/FrenchTokens.lexicon" suffix(, 0)
};
static const unsigned char french_contractions[] = {
#embed "../ConstatLanguage/Resources/French/FrenchContractions.lexicon" suffix(, 0)
};
static const unsigned char french_suffixes[] = {
#embed "../ConstatLanguage/Resources/French/FrenchSuffixes.lexicon" suffix(, 0)
};
static const unsigned char french_clauses[] = {
#embed "../ConstatLanguage/Resources/French/FrenchClauses.lexicon" suffix(, 0)
};
static const unsigned char gazetteer[] = {
#embed "compiled/gazetteer.index" suffix(, 0)
};
static const unsigned char basemap[] = {
#embed "compiled/basemap.outline" suffix(, 0)
};
static const unsigned char french_quantities[] = {
#embed "../ConstatQuantities/Resources/French/FrenchQuantities.lexicon" suffix(, 0)
};
static const unsigned char french_units[] = {
#embed "../ConstatQuantities/Resources/French/FrenchUnits.lexicon" suffix(, 0)
};
static const unsigned char french_time[] = {
#embed "../ConstatTime/Resources/French/FrenchTime.lexicon" suffix(, 0)
};
static const unsigned char french_places[] = {
#embed "../ConstatPlaces/Resources/French/FrenchPlaces.lexicon" suffix(, 0)
};
static const unsigned char french_place_words[] = {
#embed "../ConstatPlaces/Resources/French/FrenchPlaceWords.lexicon" suffix(, 0)
};
static const unsigned char borders[] = {
#embed "../ConstatPlaces/Resources/Borders.lexicon" suffix(, 0)
};
static const unsigned char actors[] = {
#embed "../ConstatActors/Resources/Actors.register" suffix(, 0)
};
static const unsigned char french_people[] = {
#embed "../ConstatActors/Resources/French/FrenchPeople.lexicon" suffix(, 0)
};
static const unsigned char french_frames[] = {
#embed "../ConstatClaims/Resources/French/FrenchFrames.lexicon" suffix(, 0)
};
static const unsigned char french_things[] = {
#embed "../ConstatClaims/Resources/French/FrenchThings.lexicon" suffix(, 0)
};
static const unsigned char french_events[] = {
#embed "../ConstatEvents/Resources/French/FrenchEvents.lexicon" suffix(, 0)
};
static const unsigned char french_assertion[] = {
#embed "../ConstatClaims/Resources/French/FrenchAssertion.lexicon" suffix(, 0)
};
static const unsigned char french_sources[] = {
#embed "../ConstatClaims/Resources/French/FrenchSources.lexicon" suffix(, 0)
};
static const unsigned char french_interface[] = {
#embed "../ConstatRendering/Resources/French/FrenchInterface.lexicon" suffix(, 0)
};
static const unsigned char english_interface[] = {
#embed "../ConstatRendering/Resources/English/EnglishInterface.lexicon" suffix(, 0)
};
static const unsigned char page_style[] = {
#embed "../ConstatRendering/Resources/page.css" suffix(, 0)
};
static const unsigned char tree_style[] = {
#embed "../ConstatRendering/Resources/tree.css" suffix(, 0)
};
static const unsigned char trees_style[] = {
#embed "../ConstatRendering/Resources/trees.css" suffix(, 0)
};
static const unsigned char page_script[] = {
#embed "../ConstatRendering/Resources/page.js" suffix(, 0)
};
static const unsigned char stop_words[] = {
#embed "../ConstatIntake/Resources/StopWords.lexicon" suffix(, 0)
};
static const unsigned char page_furniture[] = {
#embed "../ConstatIntake/Resources/PageFurniture.lexicon" suffix(, 0)
};
static const unsigned char french_page_furniture[] = {
#embed "../ConstatIntake/Resources/French/FrenchPageFurniture.lexicon" suffix(, 0)
};
static const unsigned char news_agencies[] = {
#embed "../ConstatStore/Resources/NewsAgencies.lexicon" suffix(, 0)
};
static const unsigned char countries[] = {
#embed "../ConstatExport/Resources/Countries.table" suffix(, 0)
};
static const unsigned char french_codebook[] = {
#embed "../ConstatExport/Resources/French/FrenchCodebook.lexicon" suffix(, 0)
};
static const unsigned char workbench_style[] = {
#embed "../ConstatWorkbench/Resources/workbench.css" suffix(, 0)
};
static const unsigned char workbench_script[] = {
#embed "../ConstatWorkbench/Resources/workbench.js" suffix(, 0)
};
static const unsigned char review_style[] = {
#embed "../ConstatWorkbench/Resources/review.css" suffix(, 0)
};
static const unsigned char review_script[] = {
#embed "../ConstatWorkbench/Resources/review.js" suffix(, 0)
};
static const unsigned char place_script[] = {
#embed "../ConstatWorkbench/Resources/place.js" suffix(, 0)
};
static const unsigned char select_script[] = {
#embed "../ConstatWorkbench/Resources/select.js" suffix(, 0)
};
static const unsigned char french_workbench[] = {
#embed "../ConstatWorkbench/Resources/French/FrenchWorkbench.lexicon" suffix(, 0)
};
static const unsigned char english_workbench[] = {
#embed "../ConstatWorkbench/Resources/English/EnglishWorkbench.lexicon" suffix(, 0)
};
static const unsigned char tenenkou_1_depeche[] = {
#embed "../../Examples/sample/tenenkou-1-depeche.html" suffix(, 0)
};
static const unsigned char tenenkou_2_reprise[] = {
#embed "../../Examples/sample/tenenkou-2-reprise.html" suffix(, 0)
};
static const unsigned char tenenkou_3_communique[] = {
#embed "../../Examples/sample/tenenkou-3-communique.html" suffix(, 0)
};
static const unsigned char tenenkou_4_nouveau_bilan[] = {
#embed "../../Examples/sample/tenenkou-4-nouveau-bilan.html" suffix(, 0)
};
static const unsigned char nyunzu_1_prise[] = {
#embed "../../Examples/sample/nyunzu-1-prise.html" suffix(, 0)
};
static const unsigned char nyunzu_2_dementi[] = {
#embed "../../Examples/sample/nyunzu-2-dementi.html" suffix(, 0)
};
static const unsigned char nyunzu_3_reprise[] = {
#embed "../../Examples/sample/nyunzu-3-reprise.html" suffix(, 0)
};
static const unsigned char nyunzu_4_note_humanitaire[] = {
#embed "../../Examples/sample/nyunzu-4-note-humanitaire.html" suffix(, 0)
};
static const unsigned char start_script[] = {
#embed "../ConstatWorkbench/Resources/start.js" suffix(, 0)
};
static const unsigned char reader_style[] = {
#embed "../ConstatWorkbench/Resources/reader.css" suffix(, 0)
};
static const unsigned char reader_script[] = {
#embed "../ConstatWorkbench/Resources/reader.js" suffix(, 0)
};
static const unsigned char leaflet_script[] = {
#embed "../ConstatWorkbench/Resources/vendor/leaflet.js" suffix(, 0)
};
static const unsigned char leaflet_style[] = {
#embed "../ConstatWorkbench/Resources/vendor/leaflet.css" suffix(, 0)
};
static const unsigned char map_script[] = {
#embed "../ConstatWorkbench/Resources/map.js" suffix(, 0)
};
static const unsigned char map_style[] = {
#embed "../ConstatWorkbench/Resources/map.css" suffix(, 0)
};
static const unsigned char ledger_style[] = {
#embed "../ConstatWorkbench/Resources/ledgers.css" suffix(, 0)
};
static const unsigned char world[] = {
#embed "compiled/world.json" suffix(, 0)
};
static const unsigned char french_place_names[] = {
#embed "../ConstatWorkbench/Resources/French/FrenchPlaceNames.lexicon" suffix(, 0)
};

// Every array ends in one zero byte of its own (an empty file would leave no array), which is not counted.
#define ENTRY(file, array) { file, array, sizeof(array) - 1 }

static const constat_resource resources[] = {
    ENTRY("french.lexicon", french_lexicon),
    ENTRY("french.model", french_model),
    ENTRY("french.clusters", french_clusters),
    ENTRY("FrenchTokens.lexicon", french_tokens),
    ENTRY("FrenchContractions.lexicon", french_contractions),
    ENTRY("FrenchSuffixes.lexicon", french_suffixes),
    ENTRY("FrenchClauses.lexicon", french_clauses),
    ENTRY("gazetteer.index", gazetteer),
    ENTRY("basemap.outline", basemap),
    ENTRY("FrenchQuantities.lexicon", french_quantities),
    ENTRY("FrenchUnits.lexicon", french_units),
    ENTRY("FrenchTime.lexicon", french_time),
    ENTRY("FrenchPlaces.lexicon", french_places),
    ENTRY("FrenchPlaceWords.lexicon", french_place_words),
    ENTRY("Borders.lexicon", borders),
    ENTRY("Actors.register", actors),
    ENTRY("FrenchPeople.lexicon", french_people),
    ENTRY("FrenchFrames.lexicon", french_frames),
    ENTRY("FrenchThings.lexicon", french_things),
    ENTRY("FrenchEvents.lexicon", french_events),
    ENTRY("FrenchAssertion.lexicon", french_assertion),
    ENTRY("FrenchSources.lexicon", french_sources),
    ENTRY("FrenchInterface.lexicon", french_interface),
    ENTRY("EnglishInterface.lexicon", english_interface),
    ENTRY("page.css", page_style),
    ENTRY("tree.css", tree_style),
    ENTRY("trees.css", trees_style),
    ENTRY("page.js", page_script),
    ENTRY("StopWords.lexicon", stop_words),
    ENTRY("PageFurniture.lexicon", page_furniture),
    ENTRY("FrenchPageFurniture.lexicon", french_page_furniture),
    ENTRY("NewsAgencies.lexicon", news_agencies),
    ENTRY("Countries.table", countries),
    ENTRY("FrenchCodebook.lexicon", french_codebook),
    ENTRY("EnglishWorkbench.lexicon", english_workbench),
    ENTRY("FrenchWorkbench.lexicon", french_workbench),
    ENTRY("workbench.js", workbench_script),
    ENTRY("workbench.css", workbench_style),
    ENTRY("tenenkou-1-depeche.html", tenenkou_1_depeche),
    ENTRY("tenenkou-2-reprise.html", tenenkou_2_reprise),
    ENTRY("tenenkou-3-communique.html", tenenkou_3_communique),
    ENTRY("tenenkou-4-nouveau-bilan.html", tenenkou_4_nouveau_bilan),
    ENTRY("nyunzu-1-prise.html", nyunzu_1_prise),
    ENTRY("nyunzu-2-dementi.html", nyunzu_2_dementi),
    ENTRY("nyunzu-3-reprise.html", nyunzu_3_reprise),
    ENTRY("nyunzu-4-note-humanitaire.html", nyunzu_4_note_humanitaire),
    ENTRY("start.js", start_script),
    ENTRY("reader.css", reader_style),
    ENTRY("reader.js", reader_script),
    ENTRY("review.css", review_style),
    ENTRY("review.js", review_script),
    ENTRY("place.js", place_script),
    ENTRY("select.js", select_script),
    ENTRY("leaflet.js", leaflet_script),
    ENTRY("leaflet.css", leaflet_style),
    ENTRY("map.js", map_script),
    ENTRY("map.css", map_style),
    ENTRY("ledgers.css", ledger_style),
    ENTRY("world.json", world),
    ENTRY("FrenchPlaceNames.lexicon", french_place_names),
};

constat_resource constat_resource_at(size_t index) {
    if (index < sizeof(resources) / sizeof(resources[0])) return resources[index];
    return (constat_resource){ NULL, NULL, 0 };
}

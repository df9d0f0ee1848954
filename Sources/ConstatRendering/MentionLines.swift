public import ConstatClaims
import ConstatPlaces
import ConstatQuantities
import ConstatText
import ConstatTime

/// Readings of times, numbers and places as JSON Lines: one object a document.
public enum MentionLines {
    /// The record on one line, without the line's end. The same mentions always give the same bytes.
    public static func record(_ mentions: Mentions) -> String {
        let writer = MentionWriter(source: SourceText(mentions.document))
        var json = JSONWriter()
        json.object { json in
            json.field("id", mentions.document.id)
            json.key("times")
            json.array(mentions.times) { writer.write($1, to: &$0) }
            json.key("numbers")
            json.array(mentions.quantities.filter { !$0.isArticle && !$0.isGluedMeasure }) { writer.write($1, to: &$0) }
            json.key("measurements")
            json.array(mentions.quantities.filter(\.isGluedMeasure)) { writer.write($1, to: &$0) }
            json.key("places")
            json.array(mentions.places) { writer.write($1, to: &$0) }
        }
        return json.text
    }
}

private struct MentionWriter {
    let source: SourceText

    func write(_ time: TimeMention, to json: inout JSONWriter) {
        json.object { json in
            span(time.span, to: &json)
            json.field("from", time.interval?.start?.description)
            json.field("to", time.interval?.end?.description)
            json.field("grain", time.interval?.precision.rawValue)
            json.field("value", time.value)
            json.field("quant", time.role == .repeated ? "EVERY" : nil)
            json.field("role", time.role.rawValue)
            json.field("anchor", time.anchor.rawValue)
            json.field("dateline", time.isDateline)
            json.field("rule", time.rule)
        }
    }

    func write(_ quantity: QuantityMention, to json: inout JSONWriter) {
        json.object { json in
            span(quantity.span, to: &json)
            json.field("value", quantity.best)
            json.field("low", quantity.low)
            json.field("high", quantity.high)
            json.field("sense", quantity.sense.rawValue)
            json.field("unit", quantity.unit?.name)
            json.field("civilian", quantity.unit?.isCivilian)
            json.field("part", quantity.isPart)
            json.field("aggregation", quantity.aggregation?.rawValue)
            json.field("rule", quantity.rule)
        }
    }

    func write(_ place: PlaceMention, to json: inout JSONWriter) {
        json.object { json in
            span(place.span, to: &json)
            json.field("name", place.name)
            json.field("id", place.place?.id)
            json.field("kind", place.place?.kind.rawValue)
            json.field("country", place.place?.country)
            json.field("lat", place.latitude?.rounded(decimals: 5))
            json.field("lon", place.longitude?.rounded(decimals: 5))
            json.field("radius_km", place.latitude == nil ? nil : place.radiusKm.rounded(decimals: 2))
            json.field("relation", place.relation.rawValue)
            json.field("distance_km", place.distanceKm)
            json.field("bearing", place.bearing)
            code("where_prec", place.ucdpWherePrecision, to: &json)
            code("geo_precision", place.acledGeoPrecision, to: &json)
            json.key("candidates")
            json.array(place.candidates) { json, candidate in
                json.object { json in
                    json.field("id", candidate.id)
                    json.field("name", candidate.name)
                    json.field("country", candidate.country)
                    json.field("score", candidate.score.rounded(decimals: 2))
                }
            }
            json.field("rule", place.rule)
        }
    }

    private func code(_ key: String, _ value: Int?, to json: inout JSONWriter) {
        json.field(key, value.map(Double.init))
    }

    private func span(_ span: TextSpan, to json: inout JSONWriter) {
        let range = source.range(span)
        json.field("start", range.lowerBound)
        json.field("end", range.upperBound)
        json.field("text", source.quote(span))
    }
}

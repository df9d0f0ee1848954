extension String {
    /// Lower case, without accents, ligatures opened, typographic apostrophes and hyphens made plain:
    /// the form under which lexicons, the gazetteer and the register look words up.
    public var folded: String {
        if utf8.allSatisfy(Folding.isFolded) { return self }
        var out = String.UnicodeScalarView()
        out.reserveCapacity(utf8.count)
        for scalar in unicodeScalars { Folding.append(scalar, to: &out) }
        return String(out)
    }
}

enum Folding {
    /// Whether a byte stands for itself: ASCII, neither a capital nor a grave accent.
    static func isFolded(_ byte: UInt8) -> Bool { byte < 0x80 && !(0x41...0x5A).contains(byte) && byte != 0x60 }

    static func append(_ scalar: Unicode.Scalar, to out: inout String.UnicodeScalarView) {
        switch scalar.value {
        case 0x41...0x5A: out.append(Unicode.Scalar(UInt8(scalar.value) + 32))
        case 0x00...0x7F: out.append(scalar)
        case 0x300...0x36F: break  // combining accents
        case 0x2018, 0x2019, 0x2BC, 0x2BB, 0x60, 0xB4, 0x2BE, 0x2BF: out.append("'")
        case 0x2010, 0x2011, 0x2012, 0x2013: out.append("-")
        case 0xA0, 0x202F, 0x2009: out.append(" ")
        default: appendLetters(scalar, to: &out)
        }
    }

    private static func appendLetters(_ scalar: Unicode.Scalar, to out: inout String.UnicodeScalarView) {
        switch scalar {
        case "à", "á", "â", "ã", "ä", "å", "À", "Á", "Â", "Ã", "Ä", "Å", "ā", "Ā", "ă", "Ă", "ą", "Ą", "ạ", "ả":
            out.append("a")
        case "ç", "Ç", "č", "Č", "ć", "Ć": out.append("c")
        case "è", "é", "ê", "ë", "È", "É", "Ê", "Ë", "ē", "Ē", "ė", "Ė", "ę", "Ę", "ě", "Ě", "ế": out.append("e")
        case "ì", "í", "î", "ï", "Ì", "Í", "Î", "Ï", "ī", "Ī", "ı", "İ": out.append("i")
        case "ñ", "Ñ", "ń", "Ń", "ň", "Ň": out.append("n")
        case "ò", "ó", "ô", "õ", "ö", "ø", "Ò", "Ó", "Ô", "Õ", "Ö", "Ø", "ō", "Ō", "ő", "Ő": out.append("o")
        case "ù", "ú", "û", "ü", "Ù", "Ú", "Û", "Ü", "ū", "Ū", "ů", "Ů", "ű", "Ű": out.append("u")
        case "ý", "ÿ", "Ý", "Ÿ": out.append("y")
        case "š", "Š", "ś", "Ś", "ş", "Ş", "ș", "Ș", "ṣ", "Ṣ": out.append("s")
        case "ž", "Ž", "ź", "Ź", "ż", "Ż", "ẓ", "Ẓ": out.append("z")
        case "ţ", "Ţ", "ț", "Ț", "ť", "Ť", "ṭ", "Ṭ": out.append("t")
        case "ḥ", "Ḥ", "ḩ", "Ḩ": out.append("h")
        case "ğ", "Ğ", "ġ", "Ġ": out.append("g")
        case "ḍ", "Ḍ", "ḑ", "Ḑ", "đ", "Đ", "ð", "Ð": out.append("d")
        case "ł", "Ł": out.append("l")
        case "ř", "Ř": out.append("r")
        case "œ", "Œ": out.append("o"); out.append("e")
        case "æ", "Æ": out.append("a"); out.append("e")
        case "ß": out.append("s"); out.append("s")
        default: for lower in scalar.properties.lowercaseMapping.unicodeScalars { out.append(lower) }
        }
    }
}

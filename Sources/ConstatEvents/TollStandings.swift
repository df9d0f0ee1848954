import ConstatClaims
import ConstatRecords

/// Which figures of an event's toll still stand.
struct TollStandings {
    let claims: [ReportedClaim]
    let relations: Relations
    let sides: SideRegister
    /// Documents whose entries replace each other.
    let running: Set<String>

    /// Marks what a party counts of its enemy; before groups are brought together, for a boast is no witness of them.
    func markEnemyCounts(in drafts: inout [TollDraft]) {
        for index in drafts.indices where drafts[index].row.standing == .live {
            if isEnemyCount(drafts[index]) {
                set(.enemyCount, "a party counts its enemy's losses", at: index, in: &drafts)
            }
        }
    }

    /// Somebody told of by himself, where others count more, is one of those counted.
    func markIndividuals(in drafts: inout [TollDraft]) {
        for index in drafts.indices where drafts[index].row.standing == .live && !drafts[index].isPart {
            let one = drafts[index]
            guard one.ceiling == 1, !one.namesSide || one.row.group == TollGroups.civilians else { continue }
            let isCounted = drafts.contains {
                $0.row.claim != one.row.claim && $0.row.measure == one.row.measure && ($0.floor ?? 0) > 1
                    && $0.row.standing == .live && ($0.row.group == one.row.group || !$0.namesSide)
            }
            if isCounted { set(.part, "one of those counted", at: index, in: &drafts) }
        }
    }

    /// The other rules, in their order; each looks only at what still is live.
    func apply(to drafts: inout [TollDraft]) {
        for index in drafts.indices where drafts[index].isPart && drafts[index].row.standing == .live {
            set(.part, "counted in a figure of the same claim", at: index, in: &drafts)
        }
        replaceRunning(in: &drafts)
        replaceEarlier(in: &drafts)
        replaceOwn(in: &drafts)
        markSingledOut(in: &drafts)
        replaceRaised(in: &drafts)
        withdraw(in: &drafts)
        markAccused(in: &drafts)
    }

    private func set(_ standing: TollRow.Standing, _ reason: String, at index: Int, in drafts: inout [TollDraft]) {
        drafts[index].row.standing = standing
        drafts[index].row.reason = reason
    }

    private func areOfOneGroup(_ left: TollDraft, _ right: TollDraft) -> Bool {
        left.row.measure == right.row.measure && left.row.group == right.row.group
    }

    // MARK: Enemies

    private func isEnemyCount(_ draft: TollDraft) -> Bool {
        let row = draft.row
        guard [.killed, .wounded, .detained, .missing].contains(row.measure), draft.isCivilian != true else {
            return false
        }
        let speaks: Bool
        switch row.kind {
        case .party, .military, .police, .government: speaks = true
        default: speaks = draft.speaksForParty
        }
        guard speaks, row.group != TollGroups.civilians else { return false }
        guard row.group != TollGroups.all else { return row.kind == .party && didIt(row.source) }
        return isEnemy(row.group, of: draft)
    }

    /// Whether the source is, or says that it is, the doer of the event.
    private func didIt(_ source: String) -> Bool {
        claims.contains { claim in
            claim.status != .denied && (claim.type.isFighting || claim.type == .statement || claim.type == .killing)
                && claim.actors.contains { $0.role == .agent && sides.areOneSide($0.name, source) == true }
        }
    }

    private func isEnemy(_ group: String, of draft: TollDraft) -> Bool {
        if let areOne = sides.areOneSide(group, draft.row.source) { return !areOne }
        let counted = sides.side(group)
        let speaker = sides.side(draft.row.source)
        // An unnamed officer or communiqué is taken as a state's: it counts armed groups as enemies, its own as its own.
        let speaksForState = speaker.map { $0.nature == .state } ?? (draft.row.kind != .party)
        guard speaksForState else { return counted?.nature == .state }
        switch counted?.nature {
        case .irregular: return true
        case .state, .militia, .external, .neutral: return false
        // A group that the register lacks: an army counts soldiers of its own and fighters of others.
        case nil: return draft.isCivilian == false && (speaker != nil || draft.countsFighters)
        }
    }

    // MARK: Replaced figures

    private func replaceEarlier(in drafts: inout [TollDraft]) {
        for index in drafts.indices where drafts[index].isEarlier && drafts[index].row.standing == .live {
            let earlier = drafts[index]
            for other in drafts.indices where drafts[other].row.standing == .live {
                let isSame =
                    other == index
                    || drafts[other].voice == earlier.voice && areOfOneGroup(drafts[other], earlier)
                        && drafts[other].floor == earlier.floor
                if isSame {
                    set(.superseded, "called an earlier figure by \(earlier.row.claim)", at: other, in: &drafts)
                }
            }
        }
    }

    /// Entries of a running report replace what earlier entries said, whoever their source.
    private func replaceRunning(in drafts: inout [TollDraft]) {
        let places = Dictionary(claims.map { ($0.id, $0.trigger.start) }, uniquingKeysWith: { first, _ in first })
        func place(_ draft: TollDraft) -> Int { places[draft.row.claim] ?? 0 }
        for index in drafts.indices
        where drafts[index].row.standing == .live && running.contains(drafts[index].row.claim.document) {
            let later = drafts.first {
                $0.row.claim.document == drafts[index].row.claim.document && $0.row.standing == .live
                    && areOfOneGroup($0, drafts[index]) && place($0) > place(drafts[index])
            }
            if let later { set(.superseded, "replaced by a later entry, \(later.row.claim)", at: index, in: &drafts) }
        }
    }

    /// A source's later figure replaces its own; in one document, the smaller of two counts some of the larger.
    private func replaceOwn(in drafts: inout [TollDraft]) {
        for index in drafts.indices where drafts[index].row.standing == .live {
            let own = drafts[index]
            let rivals = drafts.indices.filter {
                $0 != index && drafts[$0].voice == own.voice && areOfOneGroup(drafts[$0], own)
                    && (drafts[$0].row.standing == .live || drafts[$0].row.standing == .part)
            }
            for rival in rivals {
                let other = drafts[rival]
                if other.row.claim.document == own.row.claim.document {
                    if let mine = own.ceiling, let its = other.floor, mine < its, other.row.standing == .live {
                        set(.part, "counted in \(other.row.claim) of the same source", at: index, in: &drafts)
                        break
                    }
                } else if isLasting(own.row.kind), other.row.standing == .live, !other.isReprint(of: own),
                    let then = own.row.publishedOn, let later = other.row.publishedOn, then < later
                {
                    set(.superseded, "replaced by its own source, \(other.row.claim)", at: index, in: &drafts)
                    break
                }
            }
        }
    }

    /// People executed and bodies found are some of a larger toll: that of their document, and bodies that of anyone.
    private func markSingledOut(in drafts: inout [TollDraft]) {
        let bodies = Set(claims.filter { $0.type == .found }.map(\.id))
        for index in drafts.indices where drafts[index].isSingledOut && drafts[index].row.standing == .live {
            let some = drafts[index]
            let whole = drafts.first {
                $0.row.standing == .live && areOfOneGroup($0, some) && ($0.floor ?? 0) > (some.ceiling ?? .infinity)
                    && (bodies.contains(some.row.claim) || $0.row.claim.document == some.row.claim.document)
            }
            if let whole { set(.part, "some of those that \(whole.row.claim) counts", at: index, in: &drafts) }
        }
    }

    /// "A witness" of two reports need not be one.
    private func isLasting(_ kind: Source.Kind) -> Bool {
        switch kind {
        case .witness, .anonymous, .other, .expert: false
        default: true
        }
    }

    private func replaceRaised(in drafts: inout [TollDraft]) {
        for raised in drafts where raised.isRaised && raised.row.standing == .live {
            for index in drafts.indices where drafts[index].row.standing == .live {
                let other = drafts[index]
                guard areOfOneGroup(other, raised), let its = other.ceiling, let new = raised.floor, its < new,
                    (other.row.publishedOn?.number ?? Int.min) <= (raised.row.publishedOn?.number ?? Int.max)
                else { continue }
                set(.superseded, "raised by \(raised.row.claim)", at: index, in: &drafts)
            }
        }
    }

    /// A figure that its own side takes back no longer stands; one that somebody else disputes does.
    private func withdraw(in drafts: inout [TollDraft]) {
        for denied in drafts where denied.row.standing == .denied {
            for index in drafts.indices where drafts[index].row.standing == .live {
                let other = drafts[index]
                guard areOfOneGroup(other, denied), other.floor == denied.floor, isLasting(other.row.kind),
                    other.voice == denied.voice || other.row.kind == denied.row.kind && other.row.kind != .media
                else { continue }
                set(.superseded, "taken back in \(denied.row.claim)", at: index, in: &drafts)
            }
        }
    }

    private func markAccused(in drafts: inout [TollDraft]) {
        let denying = Set(
            claims.filter { relations.relation(of: $0) == .denies && ($0.type.isFighting || $0.type == .killing) }
                .compactMap { $0.attribution.first?.name })
        for index in drafts.indices where drafts[index].row.standing == .live {
            let row = drafts[index].row
            guard [.party, .military, .police, .government, .anonymous].contains(row.kind), denying.contains(row.source)
            else { continue }
            drafts[index].row.isAccused = true
            drafts[index].row.reason = "its source denies the deed"
        }
    }
}

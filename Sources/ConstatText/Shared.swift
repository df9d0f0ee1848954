/// A large value of which copies are kept in many places: they share one storage until one of them is changed, so that
/// a copy takes a word of memory.
package struct Shared<Value: Hashable & Sendable>: Hashable, Sendable {
    @usableFromInline
    final class Box: Sendable {
        @usableFromInline let value: Value
        @inlinable init(_ value: Value) { self.value = value }
    }

    @usableFromInline var box: Box

    @inlinable
    package init(_ value: Value) { box = Box(value) }

    /// Lent rather than given: whoever reads one member of a large value does not pay for a copy of it.
    @inlinable
    package var value: Value {
        _read { yield box.value }
        set { box = Box(newValue) }
    }

    @inlinable
    package static func == (left: Self, right: Self) -> Bool { left.box === right.box || left.value == right.value }

    @inlinable
    package func hash(into hasher: inout Hasher) { hasher.combine(box.value) }
}

/// Reads little-endian numbers from embedded bytes.
///
/// - Note: `@unchecked Sendable` because the bytes are constant and live as long as the program.
package struct ByteReader: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer

    package init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    package var count: Int { bytes.count }

    @inline(__always)
    func byte(_ offset: Int) -> Int { Int(bytes[offset]) }
    @inline(__always)
    func uint16(_ offset: Int) -> Int {
        Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
    }
    @inline(__always)
    func int16(_ offset: Int) -> Int32 {
        Int32(Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int16.self)))
    }
    @inline(__always)
    func uint32(_ offset: Int) -> UInt32 {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    @inline(__always)
    func offset(_ offset: Int) -> Int { Int(uint32(offset)) }

    func slice(_ range: Range<Int>) -> ByteReader { ByteReader(UnsafeRawBufferPointer(rebasing: bytes[range])) }
}

import Documents
import Testing

/// Scalars as numbers: whole ones and amounts.
struct NumberTests {
    @Test(arguments: [
        ("0", 0), ("1", 100), ("1900", 190_000), ("1900.0", 190_000), ("1900.00", 190_000), ("1900.5", 190_050),
        ("1900.05", 190_005), ("1900.50", 190_050), ("0.01", 1), ("-0.01", -1), ("-5", -500), ("-0", 0), ("1.230", 123),
        ("999999999999", 99_999_999_999_900), ("999999999999.99", 99_999_999_999_999), ("00", 0), ("007.10", 710),
    ])
    func `an amount is counted in cents`(text: String, cents: Int64) {
        #expect(Node(.scalar(text, isPlain: true), line: 1).hundredths == cents)
        #expect(Node(.scalar(text, isPlain: false), line: 1).hundredths == nil, "in quotes it is text")
    }

    @Test(arguments: [
        "", "-", ".", "1.", ".5", "1.234", "1.001", "1e400", "1e2", "1E2", "+1", "--1", "1,50", "1 000", "1_000",
        "0x10", "NaN", ".inf",
        "1.2.3", "1.-5", "1.+5", "１", "1000000000000", "9223372036854775808", "twelve", "true", "null", "~",
    ])
    func `what is no amount of at most two decimals is none`(text: String) {
        #expect(Node(.scalar(text, isPlain: true), line: 1).hundredths == nil)
    }

    @Test(arguments: ["", "-", "1.0", "1e2", "1_000", "0x10", "９", "9223372036854775808", "1 ", " 1", "one"])
    func `what is no whole number is none`(text: String) {
        #expect(Node(.scalar(text, isPlain: true), line: 1).integer == nil)
    }

    @Test(arguments: [("0", 0), ("-7", -7), ("12", 12), ("9223372036854775807", Int.max)])
    func `a whole number is one only without quotes`(text: String, number: Int) {
        #expect(Node(.scalar(text, isPlain: true), line: 1).integer == number)
        #expect(Node(.scalar(text, isPlain: false), line: 1).integer == nil)
    }

    @Test(arguments: [
        (Int64(0), "0"), (5, "0.05"), (50, "0.5"), (100, "1"), (190_000, "1900"), (190_050, "1900.5"),
        (213_128, "2131.28"), (100_000_001, "1000000.01"),
    ])
    func `an amount is written with at most two decimals and read back`(cents: Int64, text: String) throws {
        var writer = JSONWriter(pretty: false)
        writer.euro(cents)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
        #expect(try JSONReader.read(writer.bytes).hundredths == cents)
    }
}

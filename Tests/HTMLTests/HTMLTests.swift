import HTML
import Testing

/// Pages written as bytes: nothing that a text holds becomes markup.
struct MarkupTests {
    /// What the writer wrote.
    private func markup(_ write: (inout HTML) -> Void) -> String {
        var html = HTML()
        write(&html)
        return String(decoding: html.bytes, as: UTF8.self)
    }

    private static let escapes: [UInt8: String] = [
        UInt8(ascii: "&"): "&amp;", UInt8(ascii: "<"): "&lt;", UInt8(ascii: ">"): "&gt;",
        UInt8(ascii: "\""): "&quot;", UInt8(ascii: "'"): "&#39;",
    ]

    @Test func `every character of ASCII is itself or its escape, in text and in attributes`() {
        for byte in UInt8(0)...127 {
            let text = "a" + String(Unicode.Scalar(byte)) + "b"
            let expected = "a" + (MarkupTests.escapes[byte] ?? String(Unicode.Scalar(byte))) + "b"
            #expect(Array(markup { $0.text(text) }.utf8) == Array(expected.utf8), "byte \(byte) in a text")
            let element = markup { $0.tag("a", ["title": text], text) }
            #expect(
                Array(element.utf8) == Array("<a title=\"\(expected)\">\(expected)</a>".utf8),
                "byte \(byte) in an element")
            let void = markup { $0.void("meta", ["content": text]) }
            #expect(Array(void.utf8) == Array("<meta content=\"\(expected)\">\n".utf8), "byte \(byte) in an attribute")
        }
    }

    @Test(arguments: [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\" onclick=\"x", "&quot; onclick=&quot;x"), ("' x='", "&#39; x=&#39;"), ("&lt;", "&amp;lt;"),
        ("]]><!--", "]]&gt;&lt;!--"), ("été, خطة, 🇧🇪, e\u{301}", "été, خطة, 🇧🇪, e\u{301}"),
        ("<\u{301}&\u{301}\"\u{301}", "&lt;\u{301}&amp;\u{301}&quot;\u{301}"),
        ("\u{202E}a\u{2028}\u{A0}", "\u{202E}a\u{2028}\u{A0}"), ("", ""),
    ])
    func `a text stays a text`(text: String, expected: String) {
        #expect(Array(markup { $0.text(text) }.utf8) == Array(expected.utf8))
        #expect(Array(markup { $0.tag("b", text) }.utf8) == Array("<b>\(expected)</b>".utf8))
    }

    @Test func `an attribute that is nil is left out, and one that is empty has no value`() {
        let none: String? = nil
        #expect(
            markup { $0.void("input", ["type": "text", "value": none, "required": ""]) }
                == "<input type=\"text\" required>\n")
        #expect(markup { $0.tag("a", ["href": nil], "x") } == "<a>x</a>")
        #expect(markup { $0.tag("a", ["hidden": "", "href": "#y"], "x") } == "<a hidden href=\"#y\">x</a>")
        #expect(markup { $0.tag("a", [:], "x") } == "<a>x</a>")
        #expect(markup { $0.tag("a", ["title": " "], "x") } == "<a title=\" \">x</a>")
    }

    @Test func `attributes keep their order`() {
        let element = markup { $0.tag("span", ["z": "1", "a": "2", "m": "3"], "x") }
        #expect(element == "<span z=\"1\" a=\"2\" m=\"3\">x</span>")
    }

    @Test func `an element without an end is only opened`() {
        #expect(markup { $0.void("br") } == "<br>\n")
        #expect(markup { $0.void("meta", ["charset": "utf-8"]) } == "<meta charset=\"utf-8\">\n")
    }

    @Test func `elements hold elements, and blocks end their line`() {
        let page = markup { html in
            html.doctype()
            html.tag("html", ["lang": "ar", "dir": "rtl"]) { html in
                html.tag("p") { html in
                    html.text("a ")
                    html.tag("b", "b")
                    html.text(" & c")
                }
                html.tag("ul", ["class": "x"]) { html in
                    for item in ["1", "2"] { html.tag("li", item) }
                }
            }
        }
        let expected = """
            <!doctype html>
            <html lang="ar" dir="rtl"><p>a <b>b</b> &amp; c</p>
            <ul class="x"><li>1</li>
            <li>2</li>
            </ul>
            </html>

            """
        #expect(page == expected)
    }

    @Test func `an element may be empty`() {
        #expect(markup { $0.tag("span") { _ in } } == "<span></span>")
        #expect(markup { $0.tag("p", "") } == "<p></p>\n")
    }

    @Test func `the program's own stylesheet is written as it is`() {
        #expect(markup { $0.style("a > b { content: \"&\"; }\n") } == "<style>\na > b { content: \"&\"; }\n</style>\n")
    }

    @Test func `nothing is written at first`() {
        #expect(HTML().bytes.isEmpty)
    }
}

package culprit.oracle;

/** Texts as programs log them, and as they pass them to exceptions. */
public final class Messages {
    private static final String[] SENTENCES = {
        "Payment 7c1d3f00-58a1-4b7e-9c55-0f5a0e1b2c3d was refused",
        "Timed out after 1500 ms waiting for http://gateway.example.com:8443/v1/charge?id=17",
        "Unexpected state [x] ERROR y - of account 12",
        "Invoice {\"id\":12,\"amount\":\"3.50\",\"lines\":[{\"sku\":\"a\"}]} is committed",
        "Gave up. Caused by: java.net.SocketTimeoutException: Read timed out",
        "Gateway slow: java.util.concurrent.ExecutionException expected after 30 s",
        "see com.example.shop.OrderException: order 7 for the reason",
        "lvl='WARN', log='x' is not a header",
        "at 09:12:49.063 [main] it began",
        "100% of 5 retries (and 3 more) used; see https://example.com/a#b",
        "Größe überschritten: 12 € für „Käse“ — 価格が不正です 🧀",
        "Не удалось обработать платёж №42",
        "tab\tinside and \"quotes\" and 'apostrophes'",
        "C:\\kb\\bundles\\java\\plugin is missing",
        "... 3 more attempts",
        "  * indented",
        "\u001b[31mred\u001b[0m and plain",
    };

    private static final String[] CONTINUATIONS = {
        "  * retried 3 times",
        "37 > GET http://127.0.0.1:8080/1.0/kb/accounts/12",
        "37 * Server in-bound request",
        "{\"className\":\"java.lang.NullPointerException\",\"code\":null}",
        "",
        "    amount = 12.50",
        "zweite Zeile — 二行目",
        "caused by an unknown problem",
        "the end: of the text",
    };

    private final Dice dice;

    public Messages(Dice dice) {
        this.dice = dice;
    }

    /** What a program logs. */
    public String ofRecord() {
        return switch (dice.below(24)) {
            case 0 -> "";
            case 1 -> "failed";
            case 2, 3, 4 -> severalLines();
            case 5 -> sentence() + "\n";
            case 6 -> sentence() + "\r\n" + dice.pick(CONTINUATIONS);
            case 8 -> "   ";
            case 7 -> dice.oneIn(6) ? long100KB() : sentence();
            default -> sentence();
        };
    }

    /** What a program passes to an exception; null is among it. */
    public String ofThrowable() {
        return switch (dice.below(24)) {
            case 0, 1 -> null;
            case 2 -> "";
            case 3 -> "disk";
            case 4, 5 -> severalLines();
            case 6 -> sentence() + "\n";
            case 7 -> "java.io.IOException: " + sentence();
            case 8 -> dice.oneIn(6) ? long100KB() : sentence();
            default -> sentence();
        };
    }

    /** One line, not empty. */
    public String sentence() {
        if (dice.oneIn(2)) return dice.pick(SENTENCES);
        return "Order " + dice.below(100_000) + " failed in step " + dice.below(9);
    }

    private String severalLines() {
        StringBuilder text = new StringBuilder(sentence());
        for (int i = 1 + dice.below(4); i > 0; --i) text.append('\n').append(dice.pick(CONTINUATIONS));
        // A text that ends with blank lines is a case of its own.
        return text.append("\nlast line").toString();
    }

    private String long100KB() {
        StringBuilder text = new StringBuilder(sentence());
        while (text.length() < 100_000) text.append(" and item ").append(dice.below(1000)).append(" überfällig");
        return text.toString();
    }
}

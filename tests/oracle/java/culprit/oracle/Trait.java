package culprit.oracle;

/** What a log file may hold besides ordinary records. */
public enum Trait {
    /** Traces on stderr between the records. */
    BARE_TRACES,
    /** Messages that hold a record of their own. */
    HEADERS_IN_MESSAGES,
    /** Messages that hold a printed trace, or throwables' messages that hold a cause. */
    TRACES_IN_MESSAGES,
    /** Only throwables whose trace can be cut at any line and keeps a frame at its end. */
    ONE_LINE_HEADS,
    /** Only throwables whose suppressed ones have no causes: no indent tells whose cause a line is. */
    SUPPRESSED_ALONE
}

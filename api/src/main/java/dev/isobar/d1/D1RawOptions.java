package dev.isobar.d1;

/**
 * What {@link D1PreparedStatement#raw(D1RawOptions)} returns beside the rows.
 *
 * @param columnNames whether a list of the columns' names comes first, also when there are no rows (D1-RAW-02)
 * @since 0.1.0
 */
public record D1RawOptions(boolean columnNames) {
    /** The rows alone. */
    public static final D1RawOptions NONE = new D1RawOptions(false);

    /**
     * Asks for the columns' names.
     *
     * @param wanted whether they come first
     * @return a changed copy
     */
    public D1RawOptions withColumnNames(boolean wanted) {
        return new D1RawOptions(wanted);
    }
}

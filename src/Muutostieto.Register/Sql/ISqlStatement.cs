namespace Muutostieto.Register.Sql;

/// <summary>A statement of a register in a database. Parameters count from 1, columns from 0.</summary>
internal interface ISqlStatement : IDisposable
{
    ISqlStatement Bind(int parameter, long? value);

    /// <summary>Binds a text; an empty one stays a text, null is NULL.</summary>
    ISqlStatement BindText(int parameter, string? value);

    /// <summary>Binds bytes, which it may copy.</summary>
    ISqlStatement BindBlob(int parameter, ReadOnlySpan<byte> blob);

    /// <summary>To the next row; false when there is none.</summary>
    bool Step();

    /// <summary>Ready for other parameters.</summary>
    ISqlStatement Reset();

    /// <summary>One step of a statement without rows, and ready again.</summary>
    /// <returns>How many rows it changed.</returns>
    long Run();

    /// <summary>
    /// As <see cref="Run"/>, but at the latest before the next question or the commit, where a failure is then said: many such statements
    /// cost one way to a server.
    /// </summary>
    void RunLater();

    long Number(int column);

    long? NumberOrNull(int column);

    /// <summary>The text; empty for NULL.</summary>
    string Text(int column);

    string? TextOrNull(int column);

    /// <summary>The bytes of a text or blob, valid until the next step; empty for NULL.</summary>
    ReadOnlySpan<byte> Bytes(int column);
}

namespace Muutostieto.Records.Model;

/// <summary>The type of a record (muutostyyppi): whether the individual is new to the recipient.</summary>
public static class RecordType
{
    /// <summary>An individual that the recipient has.</summary>
    public const byte Old = (byte)'0';

    /// <summary>A new individual: born, registered, moved into the area; everything about it follows.</summary>
    public const byte New = (byte)'1';

    /// <summary>Continues the record before it, which had too many groups for a line.</summary>
    public const byte Continuation = (byte)'J';
}

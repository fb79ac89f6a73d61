namespace Muutostieto.Records.Model;

/// <summary>What a group says of a change (muutosattribuutti), as the character on the line.</summary>
public static class ChangeAttribute
{
    /// <summary>Supplementary: unchanged, given to make the others understood.</summary>
    public const byte Supplementary = (byte)'0';

    /// <summary>Added, or the individual is new to the recipient.</summary>
    public const byte Added = (byte)'1';

    /// <summary>Changed: the group as it is after the change; an ending is a change that gives an end date.</summary>
    public const byte Changed = (byte)'3';

    /// <summary>Deleted from the register.</summary>
    public const byte Deleted = (byte)'4';

    /// <summary>The old, wrong group, whose right one follows.</summary>
    public const byte ToBeCorrected = (byte)'5';

    /// <summary>The right group, right after the wrong one.</summary>
    public const byte Corrected = (byte)'6';

    /// <summary>Whether the character is one of the six in use.</summary>
    public static bool IsKnown(byte attribute) => attribute is Supplementary or Added or Changed or Deleted or ToBeCorrected or Corrected;
}

namespace Muutostieto.Records.Groups;

/// <summary>What a field holds. Decides how it is filled when empty and how each form of a record writes it.</summary>
public enum FieldKind
{
    /// <summary>Free text, left aligned, filled with spaces; transliterated and shortened where it must be.</summary>
    Text,

    /// <summary>A code of fixed meaning, left aligned, spaces when empty.</summary>
    Code,

    /// <summary>Digits, zero padded to the width, zeros when empty.</summary>
    Number,

    /// <summary>VVVVKKPP, zeros when empty; month and day may be 00 (partial), 99990000 is until further notice.</summary>
    Date,

    /// <summary>A personal identity code, eleven spaces when empty.</summary>
    IdentityCode,

    /// <summary>
    /// Space, or the sum of 1, 2, … for the fields named in <see cref="FieldSpec.FlagOf"/> whose letters the file cannot hold.
    /// </summary>
    CharacterFlags,
}

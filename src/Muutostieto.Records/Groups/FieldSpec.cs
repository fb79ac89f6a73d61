using System.Text;

namespace Muutostieto.Records.Groups;

/// <summary>One field of a group's layout.</summary>
public sealed record FieldSpec
{
    /// <summary>The field's name in JSON and in the CSV header.</summary>
    public required string Name { get; init; }

    public required FieldKind Kind { get; init; }

    /// <summary>1-based position inside the group; the group's code and change attribute take 1 to 4.</summary>
    public required int At { get; init; }

    /// <summary>Width in characters of ISO-8859-1, which are bytes.</summary>
    public required int Length { get; init; }

    /// <summary>The values a code may have; empty when the code set is defined elsewhere or is open.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>For <see cref="FieldKind.CharacterFlags"/>: the fields it speaks of, in the order of their weights 1, 2, ….</summary>
    public IReadOnlyList<string> FlagOf { get; init; } = [];

    /// <summary>
    /// The field of the group with the identity code of another person whose residence this field reveals; null for all other fields. Never
    /// delivered while that
    /// person is under a non-disclosure order.
    /// </summary>
    public string? ResidenceOf { get; init; }

    /// <summary>
    /// Whether the field may speak of the person that another instance of the group names, as "lives with the mother" in the father's does.
    /// </summary>
    public bool ResidenceShared { get; init; }

    /// <summary>Place of the field among the group's fields, from 0.</summary>
    public int Index { get; init; }

    /// <summary><see cref="Name"/> in UTF-8.</summary>
    public byte[] NameUtf8 { get; init; } = [];

    /// <summary>What an empty field is filled with.</summary>
    public byte Fill => FilledWithZeros ? (byte)'0' : (byte)' ';

    /// <summary>Whether the empty field is zeros rather than spaces; its values always have the full width.</summary>
    public bool FilledWithZeros => Kind is FieldKind.Number or FieldKind.Date;

    internal FieldSpec Placed(int index) =>
        this with { Index = index, Name = string.Intern(Name), NameUtf8 = Encoding.UTF8.GetBytes(Name) };
}

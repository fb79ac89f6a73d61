namespace Muutostieto.Register;

/// <summary>What a journal entry, or the loading of a new register, makes of a person.</summary>
public sealed record NewVersion
{
    /// <summary>The length of every identity code in force since 1964, blanks and all.</summary>
    public const int IdentityCodeLength = 11;

    /// <summary>The person's surrogate id; null makes a new person.</summary>
    public long? PersonId { get; init; }

    /// <summary>The current identity code, 11 ASCII characters.</summary>
    public required string IdentityCode { get; init; }

    /// <summary>
    /// Codes that the person had before. Those that the register has already are not needed again, and the current one may be among them.
    /// </summary>
    public IReadOnlyList<string> FormerCodes { get; init; } = [];

    /// <summary>
    /// Codes that are the person's no more, not even as former ones: said to be wrong, or about to be given to another person.
    /// </summary>
    public IReadOnlyList<string> LostCodes { get; init; } = [];

    /// <summary>
    /// Ids of the persons merged into this one: a person registered twice. Each gets a last version of its own, under a lower key, that has
    /// no municipality and names the person it merged into; its codes become former codes of this person.
    /// </summary>
    public IReadOnlyList<long> MergedPersons { get; init; } = [];

    /// <summary>Three digits as in group 204; empty when the person has none.</summary>
    public required string Municipality { get; init; }

    /// <summary>False when a day of death is known.</summary>
    public bool Alive { get; init; } = true;

    /// <summary>VVVVKKPP, 99990000 until further notice; null when there is no order.</summary>
    public string? NonDisclosureEnd { get; init; }

    /// <summary>The person's state: compact UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>Refuses what no register may hold.</summary>
    /// <exception cref="ArgumentException">A value does not have the form described here. The message doesn't show the value.</exception>
    public void Validate()
    {
        CheckCode(IdentityCode);
        foreach (var code in FormerCodes.Concat(LostCodes))
        {
            CheckCode(code);
        }

        if (LostCodes.Contains(IdentityCode) || LostCodes.Intersect(FormerCodes).Any())
        {
            throw new ArgumentException("A lost code is not one of the person's.");
        }

        if (MergedPersons.Distinct().Count() != MergedPersons.Count || (PersonId is { } self && MergedPersons.Contains(self)))
        {
            throw new ArgumentException("A person merges with other persons, each once.");
        }

        if (Municipality.Length is not (0 or 3))
        {
            throw new ArgumentException("A municipality's number has 3 digits, or is empty.");
        }

        if (NonDisclosureEnd is { Length: not 8 })
        {
            throw new ArgumentException("The end of a non-disclosure order has 8 digits, VVVVKKPP.");
        }

        if (Document.IsEmpty)
        {
            throw new ArgumentException("A version has a state document.");
        }
    }

    private static void CheckCode(string code)
    {
        if (code.Length != IdentityCodeLength || !System.Text.Ascii.IsValid(code))
        {
            throw new ArgumentException("An identity code has 11 ASCII characters.");
        }
    }
}

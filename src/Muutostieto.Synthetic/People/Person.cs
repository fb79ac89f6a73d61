using Muutostieto.Records.Identity;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.People;

/// <summary>
/// What must be known of a person before the others' documents can be written; the rest is thrown when the person's own is.
/// </summary>
internal sealed class Person
{
    public const int AgeOfMajority = 18;

    /// <summary>Running number in the municipality, by which the person's dice are made.</summary>
    public required int Number { get; init; }

    public required bool IsMale { get; init; }

    public required DateOnly Born { get; init; }

    /// <summary>Whole years on the day of the population, or at death.</summary>
    public required int Age { get; init; }

    /// <summary>Null while alive.</summary>
    public DateOnly? Died { get; init; }

    public PersonalIdentityCode Code { get; set; }

    /// <summary>The surrogate id that the register gave; 0 before.</summary>
    public long RegisterId { get; set; }

    /// <summary>Null for nearly all persons.</summary>
    public PersonalIdentityCode? FormerCode { get; set; }

    public Language Language { get; set; } = null!;

    public bool IsBornAbroad { get; set; }

    public string Surname { get; set; } = "";

    /// <summary>The surname before marriage; null when it did not change.</summary>
    public string? BirthSurname { get; set; }

    /// <summary>Null: thrown when the document is written.</summary>
    public string? FirstNames { get; set; }

    /// <summary>Null for the dead.</summary>
    public Household? Home { get; set; }

    /// <summary>The partner that the person lives with.</summary>
    public Person? Partner { get; set; }

    public CivilStatus CivilStatus { get; set; } = CivilStatus.Unmarried;

    /// <summary>Only of those who are married now.</summary>
    public DateOnly Wedding { get; set; }

    /// <summary>Who has custody of the minor, in this register; at most two.</summary>
    public Custody[] Guardians { get; set; } = [];

    /// <summary>Minors in the person's custody; null for most.</summary>
    public List<Person>? Wards { get; set; }

    /// <summary>When a non-disclosure order ends; <see cref="DateOnly.MaxValue"/> until further notice; null without one.</summary>
    public DateOnly? ProtectedUntil { get; set; }

    public bool IsAdult => Age >= AgeOfMajority;

    public bool IsMarriedToPartner => CivilStatus is CivilStatus.Married or CivilStatus.RegisteredPartner && Partner is not null;
}

namespace Muutostieto.Register.Tests.Support;

/// <summary>One thing that happens to the register in a property: FsCheck fills the numbers, the test reads them as it likes.</summary>
public sealed record Step(byte Who, byte Municipality, byte What)
{
    private static readonly string[] Municipalities = ["205", "290", "091", "198", ""];

    /// <summary>A known person; null for a new one.</summary>
    internal long? Person(int known) => known == 0 || Who % 3 == 0 ? null : 1 + (Who % known);

    /// <summary>Another known person to merge into it; mostly null.</summary>
    internal long? Merges(int known) => known == 0 || What % 8 != 3 ? null : 1 + (Municipality % known);

    internal bool CommitsAfter => What % 5 == 0;

    internal bool RollsBack => What % 17 == 16;

    internal NewVersion Version(PersonVersion? before, PersonVersion? merged, int freshCode)
    {
        var renewsCode = before is null || What % 7 == 0;
        return new NewVersion
        {
            PersonId = before?.PersonId,
            MergedPersons = merged is null ? [] : [merged.PersonId],
            IdentityCode = renewsCode ? Some.Code(freshCode) : before!.IdentityCode,
            FormerCodes = What % 11 == 0 ? [Some.Code(freshCode + 50_000)] : What % 13 < 3 ? [Some.Code(70_000 + (Municipality % 3))] : [],
            LostCodes = What % 13 == 4 ? [Some.Code(70_000 + (Municipality % 3))] : [],
            Municipality = Municipalities[Municipality % Municipalities.Length],
            Alive = What % 4 != 0,
            NonDisclosureEnd = What % 6 == 0 ? "99990000" : null,
            Document = Some.Document($"step {freshCode} {What}"),
        };
    }
}

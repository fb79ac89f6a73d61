using Muutostieto.Records.Model;

namespace Muutostieto.Records.Identity;

/// <summary>
/// Which person a record concerns: one rule for the register and for recipients. An owner is found by a code in force, or by a former code
/// that exactly one person has and that
/// nothing in the record contradicts. Another person merges into the owner only when the record passivates that person's code in force.
/// </summary>
public sealed record RecordOwner
{
    /// <summary>The person; null when the record is about a person not known.</summary>
    public long? Person { get; init; }

    /// <summary>Whether a former code alone names the person.</summary>
    public bool ByFormerCode { get; init; }

    /// <summary>The persons whose code in force the record passivates: they are the same as the owner.</summary>
    public IReadOnlyList<long> Merged { get; init; } = [];

    /// <summary>
    /// Codes that the record lists as former ones and that are in force of another person now. They are history and no part of the owner's
    /// state.
    /// </summary>
    public IReadOnlyList<string> GivenAway { get; init; } = [];

    /// <summary>Why the owner cannot be determined; null when it can.</summary>
    public OwnerConflict? Conflict { get; init; }

    /// <summary>Determines the owner of a record that has not been applied yet.</summary>
    public static RecordOwner Of(Record record, RecordCodes codes, ICodeDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(directory);
        var header = directory.HoldersOf(record.Text(HeaderField.IdentityCode));
        var claimed = codes
            .InForce.Select(code => directory.HoldersOf(code).InForce)
            .Prepend(header.InForce)
            .OfType<long>()
            .Distinct()
            .ToList();
        if (claimed.Count > 1)
        {
            return new RecordOwner { Conflict = OwnerConflict.SeveralInForce };
        }

        var passivated = new List<(string Code, byte Attribute, long Person)>();
        foreach (var (code, attribute) in codes.Passivated)
        {
            if (directory.HoldersOf(code).InForce is { } person)
            {
                passivated.Add((code, attribute, person));
            }
        }

        var candidates = passivated.Select(of => of.Person).Where(person => !directory.IsApart(person)).Distinct().ToList();
        var named =
            claimed.Count == 1 ? new RecordOwner { Person = claimed[0] }
            : record.Type == RecordType.New
                ? new RecordOwner { Person = First(candidates.Where(header.Former.Contains)) ?? First(candidates) }
            : ByFormer(header.Former, candidates);
        if (named.Conflict is not null)
        {
            return named;
        }

        var others = passivated
            .Where(of => of.Person != named.Person)
            .ToLookup(of => IsHistory(of.Code, of.Attribute, of.Person, named.Person, directory));
        return named with
        {
            Merged = [.. others[false].Select(of => of.Person).Distinct()],
            GivenAway = [.. others[true].Select(of => of.Code).Distinct()],
        };
    }

    /// <summary>Leaves <see cref="GivenAway"/> out of the record.</summary>
    public void LeaveOutGivenAway(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        for (var group = record.GroupCount - 1; GivenAway.Count > 0 && group >= 0; group--)
        {
            if (record.Spec(group).Code == RecordCodes.Group && GivenAway.Contains(record.Text(group, "hetu")))
            {
                record.RemoveAt(group);
            }
        }
    }

    /// <summary>The owner of a change whose header is no code in force.</summary>
    private static RecordOwner ByFormer(IReadOnlyList<long> former, List<long> candidates)
    {
        if (former.Count == 0)
        {
            return new RecordOwner { Person = First(candidates) };
        }

        if (former.Count == 1)
        {
            return new RecordOwner { Person = former[0], ByFormerCode = true };
        }

        return candidates.Where(former.Contains).ToList() is [var only]
            ? new RecordOwner { Person = only, ByFormerCode = true }
            : new RecordOwner { Conflict = OwnerConflict.SharedFormerCode };
    }

    /// <summary>Whether a code that another person has now is only mentioned as one that the owner had before.</summary>
    private static bool IsHistory(string code, byte attribute, long holder, long? owner, ICodeDirectory directory) =>
        directory.IsApart(holder)
        || (attribute is not (ChangeAttribute.Changed or ChangeAttribute.Corrected) && owner is { } known && directory.Lost(known, code));

    private static long? First(IEnumerable<long> persons) => persons.Select(person => (long?)person).FirstOrDefault();
}

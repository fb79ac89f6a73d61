using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Register.Buildings;

/// <summary>
/// Makes of a record about a building what the journal takes: the record, and the version that <see cref="BuildingState.Apply"/> makes with
/// it. Owners are known to the register by person, not by code: a record names them by any code that they have or had.
/// </summary>
/// <param name="catalog">The layouts of buildings.</param>
public sealed class BuildingChange(GroupCatalog catalog) : IDisposable
{
    private static readonly string[] OfOutsidePersons = ["sukunimi", "etunimet", "syntymapv"];
    private readonly JsonRecordReader reader = new(catalog);
    private readonly JsonRecordWriter writer = new(RecordUnit.Building);
    private readonly Record groups = new();
    private readonly Record owner = new();
    private readonly Record change = new();

    /// <summary>Enters a record: about the building that has or had its code, or, if none has, about a new one.</summary>
    /// <exception cref="FormatException">A dwelling's place is malformed.</exception>
    /// <exception cref="Records.MuutostietoException">As <see cref="IBuildingWriter.Append"/>.</exception>
    public AppendedBuilding Enter(RegisterTransaction transaction, Record record)
    {
        var building = transaction.Buildings.FindId(record.Text(HeaderField.IdentityCode));
        Read(transaction, building);
        var entered = writer.Write(record).ToArray();
        var state = new BuildingState(groups);
        state.Apply(WithCurrentCodes(transaction, record));
        return transaction.Buildings.Append(new NewBuildingEntry(
            record.Text(HeaderField.Event),
            record.Text(HeaderField.Registered),
            record.Text(HeaderField.Type),
            record.Text(HeaderField.Role),
            entered,
            VersionOf(state, building, code => transaction.PersonOf(code))));
    }

    /// <summary>Whether a whole record says of a building what the register says already.</summary>
    public bool IsUnchanged(RegisterTransaction transaction, Record record)
    {
        if (transaction.Buildings.FindId(record.Text(HeaderField.IdentityCode)) is not { } building)
        {
            return false;
        }

        var state = new BuildingState(new Record());
        state.Apply(WithCurrentCodes(transaction, record));
        var version = VersionOf(state, building, code => transaction.PersonOf(code));
        var owners = transaction.Buildings.OwnersOf(building);
        return transaction.Buildings.Current(building)!.Document.Span.SequenceEqual(version.Document.Span)
            && owners.Count == version.Owners.Count
            && owners.All(old => version.Owners.Any(owner => owner.IsSame(old)));
    }

    /// <summary>The version that a state is, its owners by person.</summary>
    /// <param name="state">Its owner groups are taken out.</param>
    /// <param name="building">Null: a new one.</param>
    /// <param name="personOf">The person of an identity code; null when the register has none.</param>
    public NewBuildingVersion VersionOf(BuildingState state, long? building, Func<string, long?> personOf)
    {
        var owners = state.Of(BuildingState.Owner).Select(group => OwnerOf(state.Groups, group, personOf)).ToList();
        foreach (var group in state.Of(BuildingState.Owner).Reverse().ToList())
        {
            state.Groups.RemoveAt(group);
        }

        return new NewBuildingVersion
        {
            BuildingId = building,
            Code = state.Code,
            FormerCodes = state.FormerCodes,
            Municipality = state.Municipality,
            Stands = state.Stands,
            Document = writer.WriteState(state.Groups).ToArray(),
            Owners = owners,
            Dwellings = state.Dwellings,
        };
    }

    public void Dispose() => writer.Dispose();

    /// <summary>Takes the building's groups, its owners among them by the codes that they have now.</summary>
    private void Read(RegisterTransaction transaction, long? building)
    {
        groups.Clear();
        if (building is not { } known)
        {
            return;
        }

        reader.Read(transaction.Buildings.Current(known)!.Document.Span, groups);
        foreach (var one in transaction.Buildings.OwnersOf(known))
        {
            reader.Read(one.Group.Span, owner);
            var copy = groups.Copy(owner, 0, owner.Attribute(0));
            if (one.PersonId is { } person)
            {
                Identify(groups, copy, CodeOf(transaction, person));
            }
        }
    }

    /// <summary>
    /// A person of the register is that owner by the code alone, whether a record repeats the person's names or not: names and day of birth
    /// distinguish outside persons.
    /// </summary>
    private static void Identify(Record record, int group, string code)
    {
        record.Set(group, "henkilotunnus", code);
        foreach (var field in OfOutsidePersons)
        {
            record.Set(group, field, "");
        }
    }

    /// <summary>A record may name an owner by a former code; the state has the one in force.</summary>
    private Record WithCurrentCodes(RegisterTransaction transaction, Record record)
    {
        change.CopyFrom(record);
        for (var group = change.IndexOf(BuildingState.Owner); group >= 0; group = change.IndexOf(BuildingState.Owner, group + 1))
        {
            if (change.Text(group, "henkilotunnus") is { Length: > 0 } code && transaction.PersonOf(code) is { } person)
            {
                Identify(change, group, CodeOf(transaction, person));
            }
        }

        return change;
    }

    /// <summary>The code in force of the person, or of the one that it has merged into.</summary>
    private static string CodeOf(RegisterTransaction transaction, long person)
    {
        var version = transaction.Current(person)!;
        while (version.MergedInto is { } survivor)
        {
            version = transaction.Current(survivor)!;
        }

        return version.IdentityCode;
    }

    private BuildingOwner OwnerOf(Record from, int group, Func<string, long?> personOf)
    {
        var person = from.Text(group, "henkilotunnus") is { Length: > 0 } code ? personOf(code) : null;
        owner.Clear();
        var copy = owner.Copy(from, group, from.Attribute(group));
        if (person is not null)
        {
            owner.Set(copy, "henkilotunnus", "");
        }

        return new BuildingOwner(person, from.Text(group, "y_tunnus"), writer.WriteState(owner).ToArray());
    }
}

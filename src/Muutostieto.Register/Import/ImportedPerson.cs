using Muutostieto.Records.Groups;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Register.Import;

/// <summary>
/// A person while a record is applied to them: from the register's document, through the state, to the entry. A container to be used again
/// and again.
/// </summary>
internal sealed class ImportedPerson : IDisposable
{
    private readonly Record document = new();
    private readonly Record entered = new();
    private readonly GroupCatalog catalog;
    private readonly JsonRecordReader reader;
    private readonly JsonRecordWriter json = new();

    public ImportedPerson(GroupCatalog catalog)
    {
        this.catalog = catalog;
        reader = new JsonRecordReader(catalog);
        State = new PersonState(document);
    }

    public PersonState State { get; }

    /// <summary>Starts with an empty person.</summary>
    public void Begin() => document.Clear();

    /// <summary>Starts with a person as the register has it.</summary>
    public void Begin(PersonVersion version) => reader.Read(version.Document.Span, document);

    /// <summary>
    /// Adds to a record the codes that the register knows and the record must not make it, or a recipient, forget: those of a person
    /// replaced by a full record, the code in
    /// force by which recipients know the person among them; those of persons who merge; and the header's, where a code in force names the
    /// person.
    /// </summary>
    /// <param name="record">Not applied yet.</param>
    /// <param name="former">The person as the register has them; null for a new person.</param>
    /// <param name="merged">Persons to merge into this one.</param>
    /// <param name="isInForce">Whether a code is in force for any person: as a former one of another person it is no part of this
    /// one.</param>
    public void Complete(Record record, PersonVersion? former, IReadOnlyList<PersonVersion> merged, Func<string, bool> isInForce)
    {
        var header = record.Text(HeaderField.IdentityCode);
        if (record.Type == RecordType.Old
            && former is not null
            && header != former.IdentityCode
            && !Mentions(record, header)
            && !Knows(former, header))
        {
            Add(record, "001", ("hetu", header), ("voimassaolo", "2"));
        }

        foreach (var version in record.Type == RecordType.New && former is not null ? merged.Prepend(former) : merged)
        {
            reader.Read(version.Document.Span, document);
            foreach (var code in CodesOf(document).Prepend(version.IdentityCode).Distinct())
            {
                if ((code == version.IdentityCode || !isInForce(code)) && code != header && !Mentions(record, code))
                {
                    Add(record, "001", ("hetu", code), ("voimassaolo", "2"));
                }
            }
        }
    }

    /// <summary>
    /// Applies a record to the person. Where it leaves another order than there must be, it is made to say that one, so that the entry says
    /// what holds and
    /// recipients come to the same state; so is an order that is new by a supplementary group, which other programs take for unchanged.
    /// </summary>
    /// <param name="record">Completed.</param>
    /// <param name="former">The person as the register has them; null for a new person.</param>
    /// <param name="order">Which order must be in force.</param>
    /// <param name="keeper">Restates it.</param>
    public void Apply(Record record, PersonVersion? former, OrderOutcome order, OrderKeeper keeper)
    {
        Start(record, former);
        State.Apply(record);
        var left = State.NonDisclosureEnd;
        var isContradicted = order.Contradicts(left);
        var isNewBySupplement =
            left != former?.NonDisclosureEnd && NonDisclosureStatement.IsCarriedBy(record) && !NonDisclosureStatement.IsMadeBy(record);
        if (!isContradicted && !isNewBySupplement)
        {
            return;
        }

        keeper.Restate(record, isContradicted ? order.End : left, former?.NonDisclosureEnd);
        Start(record, former);
        State.Apply(record);
    }

    /// <summary>The entry that the record becomes, after it has been applied.</summary>
    /// <param name="record">Its groups are entered as they came, and as <see cref="Complete"/> added to them; what its line had besides is
    /// not.</param>
    /// <param name="person">The person it is about; null for a new person.</param>
    /// <param name="merged">Persons to merge into this one.</param>
    public NewEntry ToEntry(Record record, long? person, IReadOnlyList<long> merged)
    {
        entered.Clear();
        for (var field = HeaderField.IdentityCode; field <= HeaderField.Role; field++)
        {
            entered.Set(field, record[field]);
        }

        for (var group = 0; group < record.GroupCount; group++)
        {
            entered.Copy(record, group, record.Attribute(group));
        }

        var (codes, own) = (RecordCodes.Of(record), CodesOf(document));
        var lost = codes.Deleted.Except(own).Where(code => code != State.IdentityCode).Distinct().ToList();
        var version = new NewVersion
        {
            PersonId = person,
            MergedPersons = merged,
            IdentityCode = State.IdentityCode,
            FormerCodes =
            [
                .. codes
                    .Own.Prepend(record.Text(HeaderField.IdentityCode))
                    .Union(own)
                    .Except(lost)
                    .Where(code => code != State.IdentityCode),
            ],
            LostCodes = lost,
            Municipality = State.Municipality,
            Alive = State.IsAlive,
            NonDisclosureEnd = State.NonDisclosureEnd,
            Document = json.WriteState(document).ToArray(),
        };
        return new NewEntry(
            entered.Text(HeaderField.Event),
            entered.Text(HeaderField.Registered),
            entered.Text(HeaderField.Type),
            entered.Text(HeaderField.Role),
            json.Write(entered).ToArray(),
            version);
    }

    /// <summary>
    /// The codes by which a record's person may be known: the header's, then those of the groups 001 that are not said to be wrong.
    /// </summary>
    public static List<string> CodesOf(Record record) => [record.Text(HeaderField.IdentityCode), .. RecordCodes.Of(record).Own];

    public void Dispose() => json.Dispose();

    private void Start(Record record, PersonVersion? former)
    {
        if (former is null || record.Type == RecordType.New)
        {
            Begin();
        }
        else
        {
            Begin(former);
        }
    }

    private bool Knows(PersonVersion version, string code)
    {
        reader.Read(version.Document.Span, document);
        return CodesOf(document).Contains(code);
    }

    private static bool Mentions(Record record, string code)
    {
        for (var group = record.IndexOf("001"); group >= 0; group = record.IndexOf("001", group + 1))
        {
            if (record.Text(group, "hetu") == code)
            {
                return true;
            }
        }

        return false;
    }

    private void Add(Record record, string code, params ReadOnlySpan<(string Field, string Value)> fields)
    {
        var group = record.Add(
            catalog.Newest(code) ?? throw new InvalidOperationException($"The layouts lack the group {code}."),
            ChangeAttribute.Added);
        foreach (var (field, value) in fields)
        {
            record.Set(group, field, value);
        }
    }
}

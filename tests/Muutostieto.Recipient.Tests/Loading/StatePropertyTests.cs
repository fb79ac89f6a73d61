using Muutostieto.Recipient.Loading.People;
using Muutostieto.Recipient.Loading.Sqlite;
using Muutostieto.Recipient.Loading.Tables;
using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Records.Tests.Support;

namespace Muutostieto.Recipient.Tests.Loading;

/// <summary>Rows changed group by group are the same as the state that the register's rules make of the whole person.</summary>
public sealed class StatePropertyTests
{
    [SeededProperty(MaxTest = 60, Arbitrary = [typeof(SoundFiles)])]
    public void Sound_records_of_a_person_leave_the_rows_of_its_state(SoundFile first, SoundFile second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Compare([.. first.Records, .. second.Records]);
    }

    [SeededProperty(MaxTest = 100, Arbitrary = [typeof(RecordGenerators)])]
    public void Any_records_of_a_person_leave_the_rows_of_its_state(Record[] records)
    {
        ArgumentNullException.ThrowIfNull(records);
        Compare(records.Length == 0 ? [Some.Woman()] : records);
    }

    private static void Compare(Record[] records)
    {
        using var connection = RecipientConnection.Open(":memory:");
        using var tables = new GroupTables(Layouts.Catalog);
        DatabaseSchema.Ensure(connection, ":memory:", Layouts.Catalog, tables);
        tables.Prepare(connection);
        using var persons = new PersonTable(connection);
        var applier = new RecordApplier(persons, tables, 1, isBase: false, ["205"]);
        var state = new PersonState();
        var type = RecordType.New;
        foreach (var record in records)
        {
            // One person's: the code groups of others would merge and re-key, which is another test's matter.
            for (var group = record.GroupCount - 1; group >= 0; group--)
            {
                if (record.Spec(group).Code == "001")
                {
                    record.RemoveAt(group);
                }
            }

            record.Set(HeaderField.IdentityCode, Some.Code);
            record.Set(HeaderField.Type, [type]);
            applier.Apply(record, 1, () => "test");
            state.Apply(record);
            type = RecordType.Old;
        }

        var rows = new Record();
        rows.Set(HeaderField.IdentityCode, Some.Code);
        tables.Read(persons.Find(Some.Code)!.Id, tables.Codes, rows);
        Assert.That(Forms.Show(rows), Is.EqualTo(Forms.Show(state.Groups)));
    }
}

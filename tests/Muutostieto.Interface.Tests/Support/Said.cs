using System.Buffers;
using System.Text;
using System.Text.Json;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Interface.Json;
using Muutostieto.Interface.Mapping;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register;

namespace Muutostieto.Interface.Tests.Support;

/// <summary>
/// What the interface says of one person that a test makes up: groups go through the gate and the writer, and come out as an object.
/// </summary>
internal sealed class Said(NonDisclosureRight right = NonDisclosureRight.Section37, IReadOnlySet<string>? requested = null)
    : IRelatedPersons
{
    internal const string Code = "010190-900X";
    private const string Day = "20260601";
    private readonly HashSet<string> product = [.. Layouts.Catalog.Groups.Select(group => group.Code)];
    private readonly Record state = NewRecord(Code, RecordType.New);
    private readonly Dictionary<string, Record> others = [];

    /// <summary>Groups left out for want of a name, in all that was said.</summary>
    internal long Unnamed { get; private set; }

    /// <summary>The person has a group from before.</summary>
    internal Said With(string code, params (string Field, string Value)[] fields)
    {
        LifeEvents.Set(state, code, '1', fields);
        return this;
    }

    /// <summary>The person has the code and the groups of a record from before.</summary>
    internal Said With(Record groups)
    {
        state.Set(HeaderField.IdentityCode, groups[HeaderField.IdentityCode]);
        for (var group = 0; group < groups.GroupCount; group++)
        {
            state.Copy(groups, group, groups.Attribute(group));
        }

        return this;
    }

    internal Said Clarified(string code, params (string Field, string Value)[] fields)
    {
        LifeEvents.Set(state, code, '0', fields);
        return this;
    }

    /// <summary>Another person of the register, which relations may name.</summary>
    internal Said Beside(string code, params (string Code, (string Field, string Value)[] Fields)[] groups)
    {
        var other = NewRecord(code, RecordType.New);
        foreach (var (group, fields) in groups)
        {
            LifeEvents.Set(other, group, '1', fields);
        }

        return Beside(other);
    }

    /// <summary>Another person of the register.</summary>
    internal Said Beside(Record other)
    {
        others[other.Text(HeaderField.IdentityCode)] = other;
        return this;
    }

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> code)
    {
        var (bytes, disclosed) = (new ArrayBufferWriter<byte>(), DisclosedRecord.Gate.NewContainer());
        using var json = new Utf8JsonWriter(bytes);
        using var document = new JsonRecordWriter();
        var isKnown = others.TryGetValue(Encoding.UTF8.GetString(code), out var other);
        if (isKnown)
        {
            var person = new PersonState();
            person.Apply(other!);
            var row = new VersionRow
            {
                PersonId = 2,
                IdentityCode = other![HeaderField.IdentityCode],
                NonDisclosureEnd = Encoding.ASCII.GetBytes(person.NonDisclosureEnd ?? ""),
                Document = document.WriteState(person.Groups),
            };
            isKnown = Gate().TryDiscloseRelated(code, row, disclosed);
        }

        Mapped.Catalog.Person.Write(json, code, isKnown ? disclosed.Content : default(RecordView?));
        json.Flush();
        return bytes.WrittenSpan;
    }

    /// <summary>The element of base data.</summary>
    internal JsonElement Base()
    {
        var disclosed = DisclosedRecord.Gate.NewContainer();
        var person = new PersonState();
        person.Apply(state);
        using var document = new JsonRecordWriter();
        var row = new VersionRow
        {
            PersonId = 1,
            IdentityCode = state[HeaderField.IdentityCode],
            NonDisclosureEnd = Encoding.ASCII.GetBytes(person.NonDisclosureEnd ?? ""),
            Document = document.WriteState(person.Groups),
        };
        Assert.That(Gate().TryDiscloseListed(row, disclosed), Is.True);
        return Write((writer, json) => writer.WriteBase(json, disclosed));
    }

    /// <summary>The element of a change.</summary>
    internal JsonElement Change(params (string Code, char Attribute, (string Field, string Value)[] Fields)[] groups)
    {
        var record = NewRecord(Code, RecordType.Old);
        foreach (var (code, attribute, fields) in groups)
        {
            LifeEvents.Set(record, code, attribute, fields);
        }

        return Change(record);
    }

    /// <summary>The element of a change.</summary>
    internal JsonElement Change(Record record)
    {
        var disclosed = DisclosedRecord.Gate.NewContainer();
        var person = new PersonState();
        person.Apply(state);
        var before = Version(person, 1);
        person.Apply(record);
        var after = Version(person, 2);
        using var json = new JsonRecordWriter();
        var entry = new JournalEntry(
            new JournalKey(2),
            JournalEntryKind.Record,
            1,
            record.Text(HeaderField.Event),
            record.Text(HeaderField.Registered),
            record.Text(HeaderField.Type),
            "1",
            json.Write(record).ToArray());
        var gate = Gate();
        Assert.That(gate.TryDiscloseChange(entry, before, after, new PersonWindow(before, after, []), disclosed), Is.True);
        var now = DisclosedRecord.Gate.NewContainer();
        return Write((writer, target) => writer.WriteChange(target, disclosed, () => gate.TryDiscloseFull(after, Day, now) ? now : null));
    }

    /// <summary>The element of a full record, as of a person who came into sight.</summary>
    internal JsonElement Full()
    {
        var (disclosed, person) = (DisclosedRecord.Gate.NewContainer(), new PersonState());
        person.Apply(state);
        Assert.That(Gate().TryDiscloseFull(Version(person, 1), Day, disclosed), Is.True);
        return Write((writer, json) => writer.WriteChange(json, disclosed, () => null));
    }

    /// <summary>The element of a person who left.</summary>
    internal JsonElement Leaving()
    {
        var (disclosed, person) = (DisclosedRecord.Gate.NewContainer(), new PersonState());
        person.Apply(state);
        Assert.That(Gate().TryDiscloseLeaving(Code, Version(person, 1), Day, disclosed), Is.True);
        return Write((writer, json) => writer.WriteChange(json, disclosed, () => null, isLeavingLine: true));
    }

    internal static Record NewRecord(string code, byte type)
    {
        var record = new Record();
        record.Set(HeaderField.IdentityCode, code);
        record.Set(HeaderField.Event, "XCF");
        record.Set(HeaderField.Registered, Day);
        record.Set(HeaderField.Type, [type]);
        record.Set(HeaderField.Role, "1");
        return record;
    }

    private JsonElement Write(Action<PersonWriter, Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            var writer = new PersonWriter(Mapped.Catalog, product, requested) { Related = this };
            write(writer, json);
            Unnamed += writer.Unnamed;
        }

        return JsonDocument.Parse(bytes.WrittenMemory).RootElement.Clone();
    }

    private static PersonVersion Version(PersonState person, long key)
    {
        using var document = new JsonRecordWriter();
        return new PersonVersion(
            1,
            new JournalKey(key),
            null,
            person.IdentityCode,
            person.Municipality,
            person.IsAlive,
            person.NonDisclosureEnd,
            document.WriteState(person.Groups).ToArray());
    }

    private DisclosedRecord.Gate Gate() => new(
        new DisclosureTerms
        {
            Municipalities = [],
            IsList = true,
            Groups = [.. product.Select(code => new TermsGroup(code, null))],
            NonDisclosureRight = right,
        },
        Layouts.Catalog,
        new DateOnly(2026, 6, 1),
        new Protection(new ProtectedPersons(new HashSet<long>(), new HashSet<long>()), _ => [], LateOrder.Mask),
        new OrderHistory(() => new HashSet<long>(), () => new HashSet<string>(), _ => null, _ => []));
}

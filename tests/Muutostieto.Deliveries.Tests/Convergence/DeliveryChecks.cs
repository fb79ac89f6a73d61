using System.IO.Compression;
using System.Text;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>What must hold of every delivery, found out from the register's versions and not from the program's own rules.</summary>
internal sealed class DeliveryChecks(LifeRegister life, DeliveryContext context, List<Record> records)
{
    private readonly JournalKey to = new(context.To);

    private bool HasRight => context.Terms.ShowsProtected;

    /// <summary>Searches all bytes for whereabouts that an order protects now, or that were somebody's only while one did.</summary>
    internal void NothingProtectedIsInTheFiles(string folder)
    {
        var bytes = AllBytes(folder);
        foreach (var person in life.Persons)
        {
            // In force at any moment of an order; what only an entry of that time mentions too. Open is what is in force without an order at the window's ends:
            // the recipient has the one and will have the other.
            HashSet<string> open = [], secret = [];
            foreach (var version in life.Versions(person, default, to).Where(version => version.NonDisclosureEnd is not null))
            {
                secret.UnionWith(LifeRegister.Whereabouts(LifeRegister.Read(version)));
            }

            foreach (var key in new[] { context.From, context.To }.OfType<long>())
            {
                if (life.Reader.At(person, new JournalKey(key)) is { NonDisclosureEnd: null, MergedInto: null } end)
                {
                    open.UnionWith(LifeRegister.Whereabouts(LifeRegister.Read(end)));
                }
            }

            var mentions = life.Mentions(person, to).ToList();
            if (life.Reader.At(person, to) is { NonDisclosureEnd: not null, MergedInto: null })
            {
                secret.UnionWith(open);
                secret.UnionWith(mentions.Select(mention => mention.Value));
            }
            else
            {
                // What was only mentioned under an order and was in force without one at another time is not of the order's time.
                var everOpen = life.Versions(person, default, to).Where(version => version.NonDisclosureEnd is null).SelectMany(version => LifeRegister.Whereabouts(LifeRegister.Read(version))).ToHashSet();
                secret.UnionWith(mentions.Where(mention => life.Reader.At(person, mention.Key)?.NonDisclosureEnd is not null && !everOpen.Contains(mention.Value)).Select(mention => mention.Value));
                secret.ExceptWith(open);
            }

            foreach (var value in secret)
            {
                Assert.That(Holds(bytes, value), Is.False, $"protected whereabouts are in delivery {context.Number}, right {HasRight}: {value}");
            }
        }
    }

    internal void OnlyTheProductIsThere()
    {
        var codes = context.Terms.Groups.Select(group => group.Group).ToHashSet();
        foreach (var record in records)
        {
            Assert.That(codes.Contains("401") || record.Text(HeaderField.Event) != RandomLife.OccupationEvent, "a change of what the product lacks made a line");
            Assert.That(Groups(record).Select(group => record.Spec(group).Code).Distinct(), Is.SubsetOf(codes));
        }
    }

    /// <summary>Everybody's records are those of how they passed through the window: none, one full record, one leaving line, or changes.</summary>
    internal void EverybodyHasTheRecordsThatTheirPassageGives()
    {
        // Whose a record is, its code says, unless two persons have had the code in the window: what becomes of those, the comparison with a fresh base shows.
        var counted = 0;
        var versionsOf = life.Persons.ToDictionary(person => person, person => life.Versions(person, new JournalKey(context.From!.Value), to));
        var shared = versionsOf.Values.SelectMany(CodesOf).GroupBy(code => code).Where(code => code.Count() > 1).Select(code => code.Key).ToHashSet();
        foreach (var (person, versions) in versionsOf)
        {
            var codes = CodesOf(versions);
            if (versions.Count == 0)
            {
                continue;
            }

            if (codes.Overlaps(shared))
            {
                shared.UnionWith(codes);
                continue;
            }

            var theirs = records.Where(record => codes.Contains(record.Text(HeaderField.IdentityCode)) && record.Type != RecordType.Continuation).ToList();
            counted += theirs.Count;
            switch (new ExpectedPassage(life, context).Of(versions))
            {
                case ExpectedPassage.Kind.None:
                    Assert.That(theirs, Is.Empty, "somebody out of sight has a record");
                    break;
                case ExpectedPassage.Kind.Full:
                    var known = versions[0].IdentityCode;
                    var mayLeaveFirst = versions[0].From.Value <= context.From && (life.Reader.EverHeldBy(known, to).Count > 1 || life.Reader.FindAll(known, to).Count != 1
                        || life.Reader.MergedInto(person, to).Any(merged => life.Reader.CodesOf(merged).Contains(known)));
                    Assert.That(theirs.Select(Form).Where(form => form != "XXX0" || !mayLeaveFirst), Is.EqualTo(new[] { "XXX1" }), $"one full record, right {HasRight}");
                    Assert.That(theirs[^1].Text(HeaderField.IdentityCode), Is.EqualTo(versions[^1].IdentityCode));
                    break;
                case ExpectedPassage.Kind.Leaving:
                    Assert.That(theirs.Select(Form), Is.EqualTo(new[] { "XXX0" }), $"one leaving line, right {HasRight}");
                    Assert.That(theirs[0].Text(HeaderField.IdentityCode), Is.EqualTo(versions[0].IdentityCode), "the code by which the recipient knows the person");
                    Assert.That(Json(theirs[0]), Does.EndWith(LeavingGroups(versions[^1])), "leaving lines are all alike");
                    break;
                default:
                    Assert.That(theirs, Has.Count.LessThan(versions.Count), "each entry makes one line at most");
                    Assert.That(theirs.Select(Form), HasRight ? Has.None.EqualTo("XXX0") : Has.None.EqualTo("XCG0"));
                    break;
            }
        }

        Assert.That(
            records.Count(record => record.Type != RecordType.Continuation && !shared.Contains(record.Text(HeaderField.IdentityCode))), Is.EqualTo(counted), "every record is somebody's");
    }

    private static HashSet<string> CodesOf(List<PersonVersion> versions) => [.. versions.Where(version => version.MergedInto is null).Select(version => version.IdentityCode)];

    /// <summary>Without the right neither an order nor a municipality of elsewhere shows; with it, no address of a protected person.</summary>
    internal void NoRecordTellsWhatTheRecipientMayNotKnow()
    {
        var area = context.Terms.Municipalities.Union(context.AreaBefore!).Append("000").ToHashSet();
        foreach (var record in records)
        {
            var text = Json(record);
            if (!HasRight)
            {
                Assert.That(text, Does.Not.Contain("\"ryhma\":\"015\"").And.Not.Contain("***").And.Not.Contain("\"tapahtuma\":\"XCG\""), "an order shows");
                Assert.That(
                    Groups(record).Where(group => record.Spec(group).Holds == Sensitivity.Municipality && record.Attribute(group) is not (ChangeAttribute.Deleted or ChangeAttribute.ToBeCorrected))
                        .Select(group => record.Text(group, "kuntanumero")).Where(code => code.Length > 0),
                    Is.SubsetOf(area), "a municipality of elsewhere shows");
            }
        }
    }

    private string LeavingGroups(PersonVersion left) => HasRight
        ? left.Municipality.Length > 0 ? $$"""{"ryhma":"204","muutos":"1","kuntanumero":"{{left.Municipality}}"{{MovedOn(left)}}}]}""" : """{"ryhma":"204","muutos":"1","kuntanumero":"000"}]}"""
        : """rooli":"1","ryhmat":[{"ryhma":"204","muutos":"1","kuntanumero":"000"}]}""";

    private string MovedOn(PersonVersion version) => context.Terms.Groups.Single(group => group.Group == "204").Fields is null
        ? $",\"muuttopv\":\"{LifeEvents.Value(new PersonState(LifeRegister.Read(version)), "204", "muuttopv")}\"" : "";

    private static string Form(Record record) => record.Text(HeaderField.Event) + (char)record.Type;

    private static string Json(Record record)
    {
        using var json = new JsonRecordWriter();
        return Encoding.UTF8.GetString(json.Write(record));
    }

    private static IEnumerable<int> Groups(Record record) => Enumerable.Range(0, record.GroupCount);

    /// <summary>The e-mail's at sign is written as it is in both forms; the fixed-width file has no character of the tests' texts in another encoding.</summary>
    private static bool Holds(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.Latin1.GetBytes(text)) >= 0 || bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private static byte[] AllBytes(string folder)
    {
        using var all = new MemoryStream();
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            if (file.EndsWith(".zip", StringComparison.Ordinal))
            {
                using var zip = ZipFile.OpenRead(file);
                foreach (var entry in zip.Entries)
                {
                    using var stream = entry.Open();
                    stream.CopyTo(all);
                }
            }
            else
            {
                all.Write(File.ReadAllBytes(file));
            }
        }

        return all.ToArray();
    }
}

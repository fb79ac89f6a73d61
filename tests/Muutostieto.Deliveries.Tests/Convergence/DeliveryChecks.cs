using System.IO.Compression;
using System.Text;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Disclosure.Permits;
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

    /// <summary>Searches all bytes for whereabouts protected by a non-disclosure order now, or that a person had only while under
    /// one.</summary>
    internal void NothingProtectedIsInTheFiles(string folder)
    {
        var bytes = AllBytes(folder);
        foreach (var person in life.Persons)
        {
            // In force at any moment of an order; what only an entry of that time mentions too. Open is what is in force without an order
            // at the window's ends: the recipient has the one and will have the other.
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
                var everOpen = life.Versions(person, default, to)
                    .Where(version => version.NonDisclosureEnd is null)
                    .SelectMany(version => LifeRegister.Whereabouts(LifeRegister.Read(version)))
                    .ToHashSet();
                secret.UnionWith(
                    mentions
                        .Where(mention =>
                            life.Reader.At(person, mention.Key)?.NonDisclosureEnd is not null && !everOpen.Contains(mention.Value))
                        .Select(mention => mention.Value));
                secret.ExceptWith(open);
            }

            foreach (var value in secret)
            {
                Assert.That(
                    Holds(bytes, value),
                    Is.False,
                    $"protected whereabouts are in delivery {context.Number}, right {HasRight}: {value}");
            }
        }
    }

    /// <summary>
    /// Relations: no field that shows where someone lives has a value while that person, or the record's own, is under an order. Codes and
    /// dates occur everywhere, so this looks at fields and not at bytes.
    /// </summary>
    internal void NoRelationShowsWhereAProtectedPersonLives()
    {
        foreach (var record in records)
        {
            var own = Owners(record.Text(HeaderField.IdentityCode));
            var isOwnProtected = own.Count > 0 && own.TrueForAll(person => person.NonDisclosureEnd is not null);
            for (var group = 0; group < record.GroupCount; group++)
            {
                foreach (var field in record.Spec(group).Residences.Where(field => record.Text(group, field.Name).Length > 0))
                {
                    var mayNotShow =
                        IsProtected(record.Text(group, field.ResidenceOf!))
                        || (field.ResidenceShared
                            && own.Count > 0
                            && own.TrueForAll(person => Related(person, record.Spec(group).Code, field).Any(IsProtected)))
                        || (isOwnProtected
                            && (field.ResidenceShared || context.Terms.NonDisclosureRight != NonDisclosureRight.Section37));
                    Assert.That(
                        mayNotShow,
                        Is.False,
                        $"{record.Spec(group).Code}.{field.Name} shows where a protected person lives: delivery {context.Number}, "
                            + $"right {context.Terms.NonDisclosureRight}");
                }
            }
        }
    }

    /// <summary>Where anybody lived before is for the right alone: missing of those who were under an order only, it would tell of
    /// it.</summary>
    internal void FormerMunicipalitiesAreForTheRightAlone()
    {
        if (context.Terms.NonDisclosureRight != NonDisclosureRight.Section37)
        {
            Assert.That(records.SelectMany(Groups, (record, group) => record.Spec(group).Code), Has.None.EqualTo("913"));
        }
    }

    /// <summary>
    /// Whose record a code may head, as of the delivery's key: a code that changes hands inside the window is that of several persons.
    /// </summary>
    private List<PersonVersion> Owners(string code)
    {
        var from = new JournalKey(context.From ?? to.Value);
        return
        [
            .. life.Persons
                .Where(person => life.Versions(person, from, to).Any(version => version.IdentityCode == code))
                .Select(person => life.Reader.At(person, to)!)
                .DefaultIfEmpty(life.Reader.Find(code, to))
                .OfType<PersonVersion>(),
        ];
    }

    /// <summary>Those that instances of a group name as of the delivery's key.</summary>
    private static IEnumerable<string> Related(PersonVersion person, string code, FieldSpec field)
    {
        var state = LifeRegister.Read(person);
        return Enumerable
            .Range(0, state.GroupCount)
            .Where(group => state.Spec(group).Code == code)
            .Select(group => state.Text(group, field.ResidenceOf!));
    }

    private bool IsProtected(string code) =>
        code.Length > 0 && life.Reader.EverHeldBy(code, to).Any(person => life.Reader.At(person, to) is { NonDisclosureEnd: not null });

    internal void OnlyTheProductIsThere()
    {
        var codes = context.Terms.Groups.Select(group => group.Group).ToHashSet();
        foreach (var record in records)
        {
            Assert.That(
                codes.Contains("401") || record.Text(HeaderField.Event) != RandomLife.OccupationEvent,
                "a change of what the product lacks made a line");
            Assert.That(Groups(record).Select(group => record.Spec(group).Code).Distinct(), Is.SubsetOf(codes));
        }
    }

    /// <summary>Each person's records match the visibility transition in the window: none, one full record, one leaving line, or
    /// changes.</summary>
    internal void EverybodyHasTheRecordsThatTheirTransitionGives()
    {
        var counted = 0;
        var versionsOf = life.Persons.Select(person => (person, Versions: life.Versions(person, new JournalKey(context.From!.Value), to)))
            .Where(one => one.Versions.Count > 0).ToDictionary(one => one.person, one => one.Versions);
        var codesOf = versionsOf.ToDictionary(one => one.Key, one => CodesOf(one.Value));
        foreach (var persons in SharedCodes.Components(codesOf))
        {
            // Under codes that changed hands within the window the records are of several persons: then each is known by the code of an end
            // of the window, which is one person's.
            var theirs = records
                .Where(record =>
                    record.Type != RecordType.Continuation
                    && persons.Any(person => codesOf[person].Contains(record.Text(HeaderField.IdentityCode))))
                .ToList();
            var most = persons.Sum(person => MostRecords(
                person,
                versionsOf[person],
                theirs,
                persons.Where(other => other != person).SelectMany(other => codesOf[other]).ToHashSet()));
            Assert.That(theirs, Has.Count.LessThanOrEqualTo(most), "each entry makes one line at most");
            counted += theirs.Count;
        }

        Assert.That(records.Count(record => record.Type != RecordType.Continuation), Is.EqualTo(counted), "every record has a person");
    }

    /// <summary>Checks the records of one person's passage.</summary>
    /// <param name="person">The person.</param>
    /// <param name="versions">As the register has them, from the window's beginning to its end.</param>
    /// <param name="theirs">Records under the person's codes; of others too when the person is not alone.</param>
    /// <param name="codesOfOthers">What others had in the window; empty when the codes were the person's alone.</param>
    /// <returns>How many records the person may have.</returns>
    private int MostRecords(long person, List<PersonVersion> versions, List<Record> theirs, HashSet<string> codesOfOthers)
    {
        var isAlone = codesOfOthers.Count == 0;
        var wasThere = versions[0].From.Value <= context.From;
        var (known, now) = (versions[0].IdentityCode, versions[^1].MergedInto is null ? versions[^1].IdentityCode : null);
        var leaving = theirs
            .Where(record => wasThere && MemoryRecipient.IsLeaving(record) && record.Text(HeaderField.IdentityCode) == known)
            .ToList();
        var full = theirs.Count(record => Form(record) == "XXX1" && record.Text(HeaderField.IdentityCode) == now);

        // The code may have been another's, who came in full under it, or was entered anew as it was, and has another one by now.
        var mayBeOfAnother = now is not null && codesOfOthers.Contains(now);
        var fullOfThisPerson = mayBeOfAnother ? 0 : full;
        switch (new ExpectedTransition(life, context).Of(versions))
        {
            case ExpectedTransition.Kind.None:
                Assert.That(isAlone ? theirs.Count : fullOfThisPerson, Is.Zero, "a person who is not visible has a record");
                return 0;
            case ExpectedTransition.Kind.Full:
                var mayLeaveFirst = wasThere && (life.Reader.EverHeldBy(known, to).Count > 1 || life.Reader.FindAll(known, to).Count != 1
                    || life.Reader.MergedInto(person, to).Any(merged => life.Reader.CodesOf(merged).Contains(known)));
                Assert.That(full, mayBeOfAnother ? Is.AtLeast(1) : Is.EqualTo(1), $"one full record, right {HasRight}");
                Assert.That(
                    leaving,
                    Has.Count.LessThanOrEqualTo(mayLeaveFirst ? 1 : 0),
                    $"who comes in full leaves before only for the sake of a code, right {HasRight}");
                return 1 + leaving.Count;
            case ExpectedTransition.Kind.Leaving:
                Assert.That(
                    leaving,
                    Has.Count.EqualTo(1),
                    $"one leaving line, under the code by which the recipient knows the person, right {HasRight}");
                Assert.That(Json(leaving[0]), Does.EndWith(LeavingGroups(versions[^1])), "leaving lines are all alike");
                Assert.That(fullOfThisPerson, Is.Zero, "who leaves does not come in full");
                return 1;
            default:
                Assert.That(isAlone ? theirs.Select(Form) : [], HasRight ? Has.None.EqualTo("XXX0") : Has.None.EqualTo("XCG0"));
                return versions.Count - 1;
        }
    }

    private static HashSet<string> CodesOf(List<PersonVersion> versions) =>
        [.. versions.Where(version => version.MergedInto is null).Select(version => version.IdentityCode)];

    /// <summary>
    /// Without the right neither an order nor a municipality of elsewhere shows; with it, no address of a protected person.
    /// </summary>
    internal void NoRecordTellsWhatTheRecipientMayNotKnow()
    {
        var area = context.Terms.Municipalities.Union(context.AreaBefore!).Append("000").ToHashSet();
        foreach (var record in records)
        {
            var text = Json(record);
            if (!HasRight)
            {
                Assert.That(
                    text,
                    Does.Not.Contain("\"ryhma\":\"015\"").And.Not.Contain("***").And.Not.Contain("\"tapahtuma\":\"XCG\""),
                    "an order shows");
                Assert.That(
                    Groups(record)
                        .Where(group =>
                            record.Spec(group).Holds == Sensitivity.Municipality
                            && record.Attribute(group) is not (ChangeAttribute.Deleted or ChangeAttribute.ToBeCorrected))
                        .Select(group => record.Text(group, "kuntanumero"))
                        .Where(code => code.Length > 0),
                    Is.SubsetOf(area),
                    "a municipality of elsewhere shows");
            }
        }
    }

    private string LeavingGroups(PersonVersion left) =>
        HasRight
            ? left.Municipality.Length > 0
                ? $$"""{"ryhma":"204","muutos":"1","kuntanumero":"{{left.Municipality}}"{{MovedOn(left)}}}]}"""
                : """{"ryhma":"204","muutos":"1","kuntanumero":"000"}]}"""
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

    /// <summary>
    /// The e-mail's at sign is written as it is in both forms; the fixed-width file has no character of the tests' texts in another
    /// encoding.
    /// </summary>
    private static bool Holds(byte[] bytes, string text) =>
        bytes.AsSpan().IndexOf(Encoding.Latin1.GetBytes(text)) >= 0 || bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

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

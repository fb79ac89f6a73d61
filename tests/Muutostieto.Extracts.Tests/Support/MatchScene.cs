using System.Text;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Matching;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Extracts.Tests.Support;

/// <summary>A register of invented persons with names, who are matched.</summary>
internal sealed class MatchScene : IDisposable
{
    internal static readonly IReadOnlySet<MatchMethod> AllMethods = Enum.GetValues<MatchMethod>().ToHashSet();

    /// <summary>Name and address of those who live in Kajaani and Kuhmo.</summary>
    internal static readonly DisclosureTerms Area = new()
    {
        Municipalities = ["205", "290"],
        Groups = [new TermsGroup("004", null), new TermsGroup("101", null)],
    };

    private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    /// <param name="persons">Entered in this order: their ids are 1, 2 and so on.</param>
    internal MatchScene(params IEnumerable<NamedPerson> persons)
    {
        using (var loader = SqliteRegister.Create(Path, new RegisterOrigin(RegisterKind.Synthetic), TimeProvider.System))
        {
            loader.Complete();
        }

        Register = SqliteRegister.OpenRead(Path);
        foreach (var person in persons)
        {
            Enter(person);
        }
    }

    internal IRegister Register { get; }

    private string Path => System.IO.Path.Combine(folder, "register.db");

    /// <summary>Enters a person as they are now.</summary>
    /// <param name="person">The data.</param>
    /// <param name="id">Null for a new one.</param>
    /// <param name="merged">Persons who become one with this one.</param>
    /// <returns>The surrogate id.</returns>
    internal long Enter(NamedPerson person, long? id = null, params long[] merged)
    {
        using var writer = SqliteRegister.OpenWrite(Path);
        using var transaction = writer.Begin();
        var version = TestRegister.Person(person.Document) with
        {
            PersonId = id,
            FormerCodes = person.FormerCodes,
            MergedPersons = merged,
        };
        var entry = transaction.Append(new NewEntry("XXX", "20261101", "1", "1", Encoding.UTF8.GetBytes(person.Document), version));
        transaction.Commit();
        return entry.PersonId;
    }

    internal MatchTerms Terms(
        DisclosureTerms? area = null,
        DataUser user = DataUser.Other,
        JournalKey? asOf = null,
        params IEnumerable<MatchMethod> methods) => new()
        {
            Disclosure = area ?? Area,
            Methods = methods.Any() ? methods.ToHashSet() : AllMethods,
            Purpose = Purpose.CustomerRegisterUpdate,
            User = user,
            Day = ExtractScene.Day,
            JudgedOn = ExtractScene.Day,
            AsOf = asOf ?? Register.LatestKey(),
            Judged = Register.LatestKey(),
        };

    internal RowMatcher Matcher(MatchTerms? terms = null, IRegister? register = null)
    {
        terms ??= Terms();
        return new RowMatcher(
            register ?? Register, Layouts.Catalog, terms, Protection.Of(Register, terms.AsOf, terms.Judged, LateOrder.Mask));
    }

    /// <summary>What becomes of a row, with the content as text; null: none.</summary>
    internal (MatchResult Result, string? Content) Match(MatchRow row, MatchTerms? terms = null)
    {
        var matcher = Matcher(terms);
        var result = matcher.Match(row);
        return (result, matcher.Content is { } content ? Said(content) : null);
    }

    /// <summary>Surname and street of a record.</summary>
    internal static string Said(DisclosedRecord record)
    {
        var content = record.Content;
        return string.Join('|', new[] { ("004", "sukunimi"), ("101", "katu_fi") }
            .Select(field => content.IndexOf(field.Item1) is var group and >= 0
                ? Encoding.UTF8.GetString(content.Value(group, field.Item2))
                : "-"));
    }

    public void Dispose()
    {
        Register.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

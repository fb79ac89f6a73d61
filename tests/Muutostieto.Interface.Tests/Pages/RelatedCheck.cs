using System.Text;
using System.Text.Json;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Register;

namespace Muutostieto.Interface.Tests.Pages;

/// <summary>What must hold of the persons that an answer names in the records of others.</summary>
/// <param name="life">The register.</param>
/// <param name="terms">Of the connection.</param>
/// <param name="key">As of which key the answer is.</param>
internal sealed class RelatedCheck(LifeRegister life, DisclosureTerms terms, JournalKey key)
{
    /// <summary>
    /// Without the right nothing is said of a person who is protected, as of the key or since, but the code; nor, to a recipient with an
    /// area, of one who does not live there. No answer has a name of a person who has no record in it for an order.
    /// </summary>
    internal void Check(IReadOnlyList<JsonElement> elements, ReadOnlySpan<byte> bytes)
    {
        if (terms.NonDisclosureRight == NonDisclosureRight.Section37)
        {
            return;
        }

        var related = elements.SelectMany(element => element.Related()).ToList();
        foreach (var person in life.Persons.Where(IsHidden))
        {
            var codes = life.Reader.CodesOf(person).ToHashSet();
            Assert.That(related.Where(each => codes.Contains(CodeOf(each))).Where(IsDescribed), Is.Empty, $"of person {person}");
            foreach (var name in NamesOf(person))
            {
                Assert.That(related.Select(each => each.GetRawText()), Has.None.Contains(name));
                Assert.That(
                    terms.NonDisclosureRight == NonDisclosureRight.None && bytes.IndexOf(Encoding.UTF8.GetBytes(name)) >= 0,
                    Is.False,
                    $"a name of person {person}");
            }
        }

        var elsewhere = related.Where(IsDescribed).Select(PersonOf)
            .Where(person => !terms.IsList && !terms.Municipalities.Contains(life.Reader.At(person, key)!.Municipality));
        Assert.That(elsewhere, Is.Empty, "who lives elsewhere");
    }

    /// <summary>The persons that more than the code is said of in the records of others.</summary>
    internal IEnumerable<long> Described(IEnumerable<JsonElement> elements) =>
        elements.SelectMany(element => element.Related()).Where(IsDescribed).Select(PersonOf);

    internal long PersonOf(JsonElement person) => life.Reader.FindId(CodeOf(person), key)!.Value;

    private bool IsHidden(long person) =>
        life.Versions(person, default, life.Reader.LatestKey())
            .Any(version => version is { NonDisclosureEnd: not null, MergedInto: null } && (version.To is null || version.To > key));

    /// <summary>As values in JSON: the tests give each name once.</summary>
    private IEnumerable<string> NamesOf(long person) =>
        life.Versions(person, default, life.Reader.LatestKey())
            .Select(LifeRegister.Read)
            .Where(record => record.IndexOf("004") >= 0)
            .Select(record => $"\"{record.Text(record.IndexOf("004"), "sukunimi")}\"")
            .Distinct();

    private static bool IsDescribed(JsonElement person) => person.EnumerateObject().Count() > 1;

    private static string CodeOf(JsonElement person) => person.GetProperty("henkilotunnus").GetString()!;
}

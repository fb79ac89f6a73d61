using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Interface.Pages;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Register;

namespace Muutostieto.Interface.Tests.Pages;

/// <summary>A register with a life, and the answers of one connection to it. Every answer is searched for what an order protects.</summary>
internal sealed class PageScene(LifeRegister life, DisclosureTerms terms)
{
    private readonly OrdersInForce orders = new();

    /// <summary>Copies of the register from which content comes; null: there are none.</summary>
    internal LifeCopies? Copies { get; init; }

    internal static DisclosureTerms Terms(NonDisclosureRight right, params string[] area) => new()
    {
        Municipalities = area,
        IsList = area.Length == 0,
        Groups = [.. Layouts.Catalog.Groups.Select(group => group.Code).Distinct().Select(code => new TermsGroup(code, null))],
        NonDisclosureRight = right,
    };

    internal DateOnly Day => DateOnly.ParseExact(life.Today, "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Base data as of a key: of persons by code, or of the area.</summary>
    internal JsonElement Base(JournalKey key, IEnumerable<string>? codes = null)
    {
        var register = life.Reader;
        var persons = new BasePersons(Copies?.Find(key) ?? register, register, Mapped.Catalog, terms, null);
        var ids = codes is null
            ? persons.Residents(terms.Municipalities, key, CancellationToken.None)
            : persons.Named(codes, key, CancellationToken.None);
        var body = new ArrayBufferWriter<byte>();
        AuditContent content;
        using (var writer = new Utf8JsonWriter(body, ChangePages.JsonOptions))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("perustiedot"u8);
            var answer = persons.Write(writer, ids, orders.Of(register, key), Day, CancellationToken.None);
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.Flush();
            Assert.That(answer.Content.Count, Is.GreaterThanOrEqualTo(answer.Elements));
            content = answer.Content;
        }

        NothingProtectedIsIn(body.WrittenSpan.ToArray(), key, key);
        var json = JsonDocument.Parse(body.WrittenMemory.ToArray()).RootElement;
        var elements = json.GetProperty("perustiedot").EnumerateArray().ToList();
        var related = new RelatedCheck(life, terms, key);
        related.Check(elements, body.WrittenSpan);
        var shown = related.Described(elements).Concat(elements.Select(related.PersonOf));
        Assert.That(PersonsOf(content), Is.EquivalentTo(shown.Distinct()), "each person is audited");
        return json;
    }

    /// <summary>The page after a key.</summary>
    internal (JsonElement Json, ChangePage Page) Page(JournalKey from, int size, IEnumerable<string>? codes = null)
    {
        var body = new ArrayBufferWriter<byte>();
        var some = new JournalKey(Math.Min(from.Value + 1, life.Now.Value));
        var pages = new ChangePages(
            Copies?.Find(some) ?? life.Reader, life.Reader, Mapped.Catalog, terms, orders, new PageLimits { Persons = size });
        var page = pages.Make(from, codes?.ToHashSet(), Day, body, CancellationToken.None).Answer;
        NothingProtectedIsIn(body.WrittenSpan.ToArray(), from, page.To);
        var json = JsonDocument.Parse(body.WrittenMemory.ToArray()).RootElement;
        Assert.That(json.GetProperty("viimeisinKirjausavain").GetInt64(), Is.EqualTo(page.To.Value));
        Assert.That(json.GetProperty("ajanTasalla").GetBoolean(), Is.EqualTo(page.IsUpToDate));
        Assert.That(json.GetProperty("muutokset").GetArrayLength(), Is.EqualTo(page.Answer.Elements));
        Assert.That(page.To > from || page.IsUpToDate, "a page goes on");
        var elements = json.GetProperty("muutokset").EnumerateArray().ToList();
        var related = new RelatedCheck(life, terms, page.To);
        related.Check(elements, body.WrittenSpan);
        Assert.That(PersonsOf(page.Answer.Content), Is.SupersetOf(related.Described(elements).Distinct()), "each person is audited");
        return (json, page);
    }

    private static IEnumerable<long> PersonsOf(AuditContent content) =>
        Enumerable.Range(0, content.Persons.Length * 8)
            .Where(bit => (content.Persons.Span[bit >> 3] & (1 << (bit & 7))) != 0)
            .Select(bit => content.First + bit);

    /// <summary>
    /// Searches bytes for the whereabouts of persons who are protected now or have been since the window's end, and for those that a person
    /// had only while under an order.
    /// </summary>
    private void NothingProtectedIsIn(byte[] bytes, JournalKey from, JournalKey to)
    {
        var register = life.Reader;
        var head = register.LatestKey();
        if (terms.NonDisclosureRight != NonDisclosureRight.Section37)
        {
            Assert.That(bytes.AsSpan().IndexOf("EDELLINEN_KOTIKUNTA"u8), Is.Negative, "where anybody lived before is for the right alone");
        }

        foreach (var person in life.Persons)
        {
            var versions = life.Versions(person, default, head);
            var everywhere = versions.SelectMany(version => LifeRegister.Whereabouts(LifeRegister.Read(version)))
                .Concat(life.Mentions(person, head).Select(mention => mention.Value)).ToHashSet();
            var isHidden = versions.Any(version =>
                version is { NonDisclosureEnd: not null, MergedInto: null } && (version.To is null || version.To > to));
            if (!isHidden)
            {
                var secret = versions
                    .Where(version => version.NonDisclosureEnd is not null)
                    .SelectMany(version => LifeRegister.Whereabouts(LifeRegister.Read(version)))
                    .ToHashSet();
                foreach (var key in new[] { from, to })
                {
                    if (register.At(person, key) is { NonDisclosureEnd: null, MergedInto: null } open)
                    {
                        secret.ExceptWith(LifeRegister.Whereabouts(LifeRegister.Read(open)));
                    }
                }

                everywhere = secret;
            }

            foreach (var value in everywhere)
            {
                Assert.That(
                    bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(value)),
                    Is.Negative,
                    $"protected whereabouts are in an answer of ({from}, {to}], right {terms.NonDisclosureRight}: {value}");
            }
        }
    }
}

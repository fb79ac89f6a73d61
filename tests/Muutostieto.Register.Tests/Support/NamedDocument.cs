using System.Text;

namespace Muutostieto.Register.Tests.Support;

/// <summary>A document that says nothing but names and the day of birth; an empty value is left out with its group.</summary>
internal sealed record NamedDocument(string Surname, string FirstNames, string Born)
{
    /// <summary>Of group 005 or 423: name, kind, last day.</summary>
    public IReadOnlyList<(string Group, string Name, string Kind, string End)> Others { get; init; } = [];

    public byte[] Json(string identityCode)
    {
        var groups = new List<string>();
        if (Surname + FirstNames != "")
        {
            groups.Add($$"""{"ryhma":"004","muutos":"1","sukunimi":"{{Surname}}","etunimet":"{{FirstNames}}"}""");
        }

        groups.AddRange(Others.Select(other =>
            $$"""{"ryhma":"{{other.Group}}","muutos":"1","nimi":"{{other.Name}}","""
                + $$""" "nimilaji":"{{other.Kind}}","loppupv":"{{other.End}}"}"""));
        if (Born != "")
        {
            groups.Add($$"""{"ryhma":"901","muutos":"1","syntymapv":"{{Born}}"}""");
        }

        return Encoding.UTF8.GetBytes($$"""{"hetu":"{{identityCode}}","ryhmat":[{{string.Join(',', groups)}}]}""");
    }
}

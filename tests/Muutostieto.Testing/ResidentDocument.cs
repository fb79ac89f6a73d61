namespace Muutostieto.Testing;

/// <summary>A resident of Kajaani as the register has the person's document.</summary>
internal static class ResidentDocument
{
    internal static string Of(string identityCode = "010190-900X", string municipality = "205", string groups = "") =>
        $$"""{"hetu":"{{identityCode}}","ryhmat":[{"ryhma":"003","muutos":"1","sukupuoli":"2"},"""
            + $$"""{"ryhma":"004","muutos":"1","sukunimi":"Korhonen","etunimet":"Aino Maria"},"""
            + $$"""{{groups}}{"ryhma":"204","muutos":"1","kuntanumero":"{{municipality}}","muuttopv":"20010515"},"""
            + $$"""{"ryhma":"901","muutos":"1","syntymapv":"19900101"}]}""";

    internal const string Address =
        """{"ryhma":"101","muutos":"1","katu_fi":"Salakuja","katu_sv":"Hemliga gränden","katunumero":"7","postinumero":"87100","alkupv":"20010515"},""";

    internal const string Order = """{"ryhma":"015","muutos":"1","paattymispv":"20290131"},""";
}

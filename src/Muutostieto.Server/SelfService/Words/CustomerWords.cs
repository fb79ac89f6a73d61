namespace Muutostieto.Server.SelfService.Words;

/// <summary>Words of the pages of recipients.</summary>
internal sealed class CustomerWords(string language) : AreaWords("CustomerWords", language), IAreaWords<CustomerWords>
{
    public string Task => Text();

    public string TaskWhat => Text();

    public string None => Text();

    public string Delivery => Text();

    public string Permit => Text();

    public string State => Text();

    public string Planned => Text();

    public string Published => Text();

    public string Files => Text();

    public string File => Text();

    public string Size => Text();

    public string Gone => Text();

    public string Unavailable => Text();

    public string UnavailableWhat => Text();

    public string Accept => Text();

    public string Refuse => Text();

    public string Reason => Text();

    public string ReasonHint => Text();

    public string ReasonFault => Text();

    public string Order => Text();

    static CustomerWords IAreaWords<CustomerWords>.In(string language) => new(language);

    internal string RefusedFor(string reason) => Format(Text("Refused"), reason);
}

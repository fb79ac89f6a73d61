namespace Muutostieto.Recipient.Loading.Chain;

/// <summary>A row of deliveries.</summary>
internal sealed record LoadedDelivery(long Id, string Kind, int Number, string Sha256, long To, long Records, string LoadedAt, bool IsReplaced)
{
    internal string Shown => $"{Kind} {Number:D3}";
}

using System.Globalization;
using Muutostieto.Records.Signing;

namespace Muutostieto.Deliveries.Signing;

/// <summary>A key that signs manifests, or has.</summary>
/// <param name="Name"><c>key-001</c> and so on, the name of its file.</param>
/// <param name="PublicKey">Its public half.</param>
/// <param name="Comment">What follows the key in its public file.</param>
/// <param name="State">What it is for.</param>
public sealed record SigningKey(string Name, SigningPublicKey PublicKey, string Comment, SigningKeyState State)
{
    /// <summary>When it was made; null when its comment does not end with a day.</summary>
    public DateOnly? Made =>
        DateOnly.TryParseExact(Comment.Split(' ')[^1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}

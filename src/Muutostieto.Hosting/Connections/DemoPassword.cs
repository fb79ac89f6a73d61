namespace Muutostieto.Hosting.Connections;

/// <summary>What the permits that come with the program have as their password: <c>pwd</c>.</summary>
internal static class DemoPassword
{
    /// <summary>The same in all of them, and in this program, which refuses it in production.</summary>
    public const string Hash = "$pbkdf2-sha256$600000$bXV1dG9zdGlldG8gZGVtbw$Gyrqrxq94ieVuCoXFbVzqgdvDYInGA9UEp68Sww3Un0";
}

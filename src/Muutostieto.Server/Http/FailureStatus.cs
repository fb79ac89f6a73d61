using System.Globalization;
using Microsoft.AspNetCore.Http;
using Muutostieto.Records;

namespace Muutostieto.Server.Http;

/// <summary>
/// What an HTTP client sees of how something ended. A reader of the status site can put none of it right, so that every failure is the
/// server's: 503 until an operator has acted, or, for a passing obstacle, for a while.
/// </summary>
internal static class FailureStatus
{
    /// <summary>Seconds after which a passing obstacle may be over.</summary>
    private const int PassesAfter = 30;

    /// <summary>The status code.</summary>
    internal static int Of(FailureKind kind) => kind switch
    {
        FailureKind.None => StatusCodes.Status200OK,
        FailureKind.Fault or FailureKind.Usage or FailureKind.Partial or FailureKind.Transient or FailureKind.Overdue
            or FailureKind.Integrity => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Answers with a failure's message, and when to ask again if asking again may help.</summary>
    internal static Task WriteAsync(HttpContext context, MuutostietoException failure)
    {
        if (failure.Kind == FailureKind.Transient)
        {
            context.Response.Headers.RetryAfter = PassesAfter.ToString(CultureInfo.InvariantCulture);
        }

        return SiteAnswer.Plain(Of(failure.Kind), failure.Message).WriteAsync(context);
    }
}

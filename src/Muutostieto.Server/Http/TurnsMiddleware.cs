using Microsoft.AspNetCore.Http;

namespace Muutostieto.Server.Http;

/// <summary>Lets requests that look into register and ledger wait for their turn.</summary>
internal sealed class TurnsMiddleware(RequestDelegate next, Turns turns)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<WithoutTurn>() is not null)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        if (!await turns.WaitAsync(Patience, context.RequestAborted).ConfigureAwait(false))
        {
            await SiteAnswer.Plain(503, "Too much is asked at once. Try again later.").WriteAsync(context).ConfigureAwait(false);
            return;
        }

        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            turns.Release();
        }
    }
}

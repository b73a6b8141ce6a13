/** The package ships its Zod schemas without types. */
declare module 'discord-api-spec/zod' {
  interface Schema {
    safeParse(value: unknown):
      | { readonly success: true }
      | {
          readonly success: false
          readonly error: { readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[] }
        }
  }
  export const MessageCreateRequestSchema: Schema
  export const MessageEditRequestPartialSchema: Schema
  export const IncomingWebhookRequestPartialSchema: Schema
  export const IncomingWebhookUpdateRequestPartialSchema: Schema
  export const IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema: Schema
  export const CreateMessageInteractionCallbackRequestSchema: Schema
  export const UpdateMessageInteractionCallbackRequestSchema: Schema
  export const ApplicationCommandAutocompleteCallbackRequestSchema: Schema
  export const ApplicationCommandUpdateRequestSchema: Schema
  export const CreateForumThreadRequestSchema: Schema
  export const CreateTextThreadWithMessageRequestSchema: Schema
  export const CreatePrivateChannelRequestSchema: Schema
  export const ExternalScheduledEventCreateRequestSchema: Schema
  export const ExternalScheduledEventPatchRequestPartialSchema: Schema
}
